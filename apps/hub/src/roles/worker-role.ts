import { reissueFailed } from "../bundles/reissue-failed.ts";
import { runIndexer } from "../explorer/run-indexer.ts";
import type { HubParts } from "../hub-parts.ts";
import { runScans } from "../models/run-scans.ts";
import { runRetention } from "../retention/run-retention.ts";
import { runWebhooks } from "../webhooks/run-webhooks.ts";
import { lead } from "./lead.ts";
import { Pulse } from "./pulse.ts";

const SWEEP_MS = 1_000;

/** Side work of a hub, each kind under a lease of its own. @returns stops it */
export function runWorker(parts: HubParts): () => Promise<void> {
  void runScans(parts.store, parts.config.scanning, parts.log);
  const stops = [runBundles(parts), runWebhooks(parts), runRetention(parts), runIndexer(parts)];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** Fetches bundles that nobody pushed, and has failed batches issued again. */
function runBundles(parts: HubParts): () => Promise<void> {
  const { store, bundles, signals, log } = parts;
  return lead(
    store.leases,
    "worker",
    parts.holder,
    async ({ signal }) => {
      const pulse = new Pulse(SWEEP_MS, (error) =>
        log.warn("bundles could not be looked after", {
          error: error instanceof Error ? error.message : String(error),
        }),
      );
      const wake = () => pulse.wake();
      signals.on("applied", wake);
      try {
        await pulse.run(async () => {
          await bundles.sweep();
          await reissueFailed(store);
        }, signal);
      } finally {
        signals.off("applied", wake);
      }
    },
    log,
  );
}
