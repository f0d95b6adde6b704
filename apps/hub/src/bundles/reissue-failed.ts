import type { UnitOfWork } from "@qubix/market";
import { START_POLICIES } from "@qubix/protocol";

const TURN = 64;

/**
 * The last resort for a batch that the contract gave up: the hub pays for another invocation, once per epoch, if a job in it
 * may not start without.
 */
export async function reissueFailed(store: UnitOfWork): Promise<void> {
  for (const { batch, epoch } of await store.batches.awaited("failed", TURN)) {
    const waiting = await store.attempts.inBatch(batch);
    const jobs = await store.jobs.getMany([...new Set(waiting.map(({ jobKey }) => jobKey))]);
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
