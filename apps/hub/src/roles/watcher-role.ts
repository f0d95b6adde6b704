import { StaleJobs } from "../chain/stale-jobs.ts";
import { Watcher } from "../chain/watcher.ts";
import type { HubParts } from "../hub-parts.ts";
import { lead } from "./lead.ts";
import { Pulse } from "./pulse.ts";

/** Stale rows are looked for this often. */
const STALE_MS = 5_000;

/** Follows the chain while this process leads the watch: reconciles once, then projects events. @returns stops it */
export function runWatcher(parts: HubParts): () => Promise<void> {
  const { store, view, config, signals, log } = parts;
  const watcher = new Watcher({
    nodes: parts.nodes,
    contractIndex: parts.network.contract.index,
    store,
    view,
    index: parts.batchIndex,
    reconciler: parts.reconciler,
    receipts: parts.receipts,
    onApplied: (applied) => signals.emit("applied", applied),
    onTick: () => signals.emit("tick"),
    log,
  });
  const stale = new StaleJobs(store, view, parts.reconciler);
  return lead(
    store.leases,
    "watcher",
    parts.holder,
    async ({ signal }) => {
      let begun = false;
      const pulse = new Pulse(config.chain.pollMs, (error) =>
        log.warn("the chain could not be followed", { error: error instanceof Error ? error.message : String(error) }),
      );
      const sweep = new Pulse(STALE_MS, (error) =>
        log.warn("stale jobs could not be looked at", { error: String(error) }),
      );
      const step = async () => {
        if (!begun) await parts.reconciler.start();
        begun = true;
        return watcher.step();
      };
      await Promise.all([pulse.run(step, signal), sweep.run(() => stale.step(), signal)]);
    },
    log,
  );
}
