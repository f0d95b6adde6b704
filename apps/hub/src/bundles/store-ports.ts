import type { BatchRecord } from "@qubix/market";
import { fromHex } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import type { BundlePorts } from "./bundle-service.ts";
import type { KnownBatch } from "./verify-pushed.ts";

const TURN = 256;

/** The bundle service's ports on the store. */
export function bundlePorts(
  store: Store,
  view: { finalTick(): number },
  onBundle: (batch: number) => void,
): BundlePorts {
  return {
    async batch(batch) {
      const record = await store.batches.get(batch);
      return record && known(record);
    },
    async missing() {
      return (await store.batches.awaited("authorized", TURN)).flatMap((record) => known(record) ?? []);
    },
    load: (batch) => store.batches.bundle(batch),
    save: ({ batch }, bundle) => store.batches.putBundle(batch, bundle),
    finalTick: () => view.finalTick(),
    onBundle,
  };
}

function known({ batch, root, invocationId, epoch, count, tick }: BatchRecord): KnownBatch | undefined {
  return invocationId === undefined ? undefined : { batch, root: fromHex(root), invocationId, epoch, count, tick };
}
