import { NO_HUB, query } from "@qubix/contract";
import type { HubParts } from "../hub-parts.ts";
import { Pulse } from "../roles/pulse.ts";

/** What lies in the database and in the contract is counted this often, by one process of the hub. */
const COUNT_MS = 10_000;

/** Counts while the signal lasts: run it where the watch is led, so that a hub is counted once. */
export async function countHub({ store, reader, keyPair, metrics, log }: HubParts, signal: AbortSignal): Promise<void> {
  const pulse = new Pulse(COUNT_MS, (error) => log.debug("figures could not be read", { error: String(error) }));
  await pulse.run(async () => {
    const counts = await store.vitals.counts();
    metrics.jobs.count(counts.jobs, counts.attempts);
    metrics.queue.count(counts, store.clock.now());
    metrics.money.locked(counts.escrow);
    metrics.queue.effects(await store.vitals.queued());
    const [{ totals }, hub] = await Promise.all([
      query.getTotals(reader, {}),
      query.getHub(reader, { identity: keyPair.publicKey, hub: NO_HUB }),
    ]);
    metrics.money.contract({ escrow: totals.escrow, stakes: totals.stakes + totals.bonds });
    if (hub.found) metrics.money.hub(hub.record);
  }, signal);
}
