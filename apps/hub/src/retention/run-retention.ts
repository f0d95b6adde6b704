import type { HubParts } from "../hub-parts.ts";
import { lead, pause } from "../roles/lead.ts";
import { Pulse } from "../roles/pulse.ts";
import { DataEraser } from "./data-eraser.ts";
import { GarbageCollector } from "./garbage-collector.ts";

const ORPHANS_MS = 6 * 3_600_000;
/** Uploads forgotten at once. */
const UPLOADS = 100;
/** Twice a day is early enough for months and epochs. */
const PARTITIONS_MS = 12 * 3_600_000;
const DAY_MS = 86_400_000;

/** Deletes what nobody needs while this process leads the retention of its hub. @returns stops it */
export function runRetention(parts: HubParts): () => Promise<void> {
  const { store, config, metrics, uploads, log } = parts;
  const eraser = new DataEraser(store);
  void store.effects.handle("erase-account", ({ account }) => eraser.account(String(account)), 1);
  return lead(
    store.leases,
    "retention",
    parts.holder,
    async ({ signal }) => {
      const warn = (error: unknown) => log.warn("old data could not be deleted", { error: String(error) });
      const collector = new GarbageCollector({
        ...{ store, config: config.retention },
        onDeleted: (bytes) => metrics.blobs.moved("deleted", bytes),
      });
      await Promise.all([
        new Pulse(config.retention.sweepMs, warn).run(async () => {
          const more = (await uploads.expire(UPLOADS)) === UPLOADS;
          return (await collector.step()) || more;
        }, signal),
        new Pulse(ORPHANS_MS, warn).run(() => collector.adoptOrphans(), signal),
        new Pulse(PARTITIONS_MS, warn).run(() => keepPartitions(parts, signal), signal),
      ]);
    },
    log,
  );
}

/** Makes partitions in time and drops what is too old; the chain says which epoch it is. */
async function keepPartitions({ store, view, config, log }: HubParts, signal: AbortSignal): Promise<void> {
  while (view.status().tick === 0 && !signal.aborted) await pause(1_000, signal);
  if (signal.aborted) return;
  const { eventDays, chainEpochs } = config.retention;
  const { keepDays } = config.explorer;
  const { made, dropped } = await store.partitions.maintain(view.status().epoch, {
    jobEventsMs: eventDays * DAY_MS,
    chainEpochs,
    chainIndexMs: keepDays * DAY_MS,
  });
  if (made.length + dropped.length > 0) log.info("partitions were looked after", { made, dropped });
}
