import type { UnitOfWork } from "@qubix/market";
import { START_POLICIES } from "@qubix/protocol";
import type { BatchIndex } from "../chain/batch-index.ts";

const TURN = 64;

/**
 * The last resort for a batch that the contract gave up: the hub pays for another invocation, once per epoch, if a job in it
 * may not start without.
 */
export async function reissueFailed(store: UnitOfWork, index: BatchIndex): Promise<void> {
  const failed = (await store.batches.withoutBundle(TURN)).filter(({ state }) => state === "failed");
  for (const { batch, epoch } of failed) {
    const keys = [...new Set(index.of(batch).map(({ jobKey }) => jobKey))];
    const jobs = keys.length > 0 ? await store.jobs.getMany(keys) : [];
    if (!jobs.some(({ startPolicy }) => startPolicy === START_POLICIES.authorized)) continue;
    await store.transactions.plan({
      id: `reissue:${batch}:${epoch}`,
      procedure: "ReissueBatch",
      owner: "hub",
      jobKeys: [],
      payload: { batch },
    });
  }
}
