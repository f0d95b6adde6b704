import { reissueFailed } from "../bundles/reissue-failed.ts";
import type { HubParts } from "../hub-parts.ts";
import { lead } from "./lead.ts";
import { Pulse } from "./pulse.ts";

const SWEEP_MS = 1_000;

/** Fetches bundles that nobody pushed, and has failed batches issued again. @returns stops it */
export function runWorker(parts: HubParts): () => Promise<void> {
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
          await reissueFailed(store, parts.batchIndex);
        }, signal);
      } finally {
        signals.off("applied", wake);
      }
    },
    log,
  );
}
