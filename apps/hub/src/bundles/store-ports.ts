import type { BatchRecord } from "@qubix/market";
import { fromHex } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import type { BatchIndex } from "../chain/batch-index.ts";
import type { BundlePorts } from "./bundle-service.ts";
import type { KnownBatch } from "./verify-pushed.ts";

const TURN = 256;

/** The bundle service's ports on the store. */
export function bundlePorts(
  store: Store,
  index: BatchIndex,
  view: { finalTick(): number },
  onBundle: (batch: number) => void,
): BundlePorts {
  return {
    async batch(batch) {
      const record = await store.batches.get(batch);
      return record && known(record);
    },
    async missing() {
      const without = await store.batches.withoutBundle(TURN);
      return without
        .filter(({ batch, state }) => state === "authorized" && index.has(batch))
        .flatMap((record) => known(record) ?? []);
    },
    async load(batch) {
      return (await store.batches.get(batch))?.bundle;
    },
    save: ({ batch }, bundle) => store.batches.putBundle(batch, bundle),
    finalTick: () => view.finalTick(),
    onBundle,
  };
}

function known({ batch, root, invocationId, epoch, count, tick }: BatchRecord): KnownBatch | undefined {
  return invocationId === undefined ? undefined : { batch, root: fromHex(root), invocationId, epoch, count, tick };
}
