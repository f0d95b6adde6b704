import { BundleBuilder, type ComputorList, encodeInvocation, type SignedTransaction } from "@qubix/qubic";
import { encodeOcRequest } from "./oc-request.ts";
import type { KnownBatch } from "./verify-pushed.ts";

/** An invocation is authorized within 12 ticks or never; a few more for a chain that skips some. */
const TICKS_TO_SEARCH = 24;

export interface RebuildSource {
  /** All transactions of a past tick. */
  tickTransactions(tick: number): Promise<SignedTransaction[]>;
}

/**
 * Rebuilds a batch's bundle from the authorizations in the ticks after its invocation.
 * @returns the body of message 192 and how many signatures were verified, or undefined when fewer than 451 are found up to `lastTick`
 */
export async function rebuildBundle(
  batch: KnownBatch,
  network: { ocInterface: number; contractIndex: number },
  computors: ComputorList,
  source: RebuildSource,
  lastTick: number,
): Promise<Uint8Array | undefined> {
  const builder = new BundleBuilder(
    {
      invocationId: batch.invocationId,
      epoch: batch.epoch,
      interfaceIndex: network.ocInterface,
      request: encodeOcRequest({ ...batch, contractIndex: network.contractIndex }),
    },
    computors,
  );
  const invokedIn = Number(batch.invocationId >> 31n);
  const end = Math.min(lastTick, invokedIn + TICKS_TO_SEARCH);
  for (let tick = invokedIn + 1; tick <= end && !builder.bundle; tick++)
    builder.add(await source.tickTransactions(tick));
  return builder.bundle && encodeInvocation(builder.bundle);
}
