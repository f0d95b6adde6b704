import { StaleJobs } from "../chain/stale-jobs.ts";
import { Watcher } from "../chain/watcher.ts";
import type { HubParts } from "../hub-parts.ts";
import { countHub } from "../observe/count-hub.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { lead, pause } from "./lead.ts";
import { Pulse } from "./pulse.ts";

/** Stale rows are looked for this often. */
const STALE_MS = 5_000;
const COMPARE_PAUSE_MS = 500;

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
    onApplied: (applied) => signals.tellApplied(applied),
    onProjected: (position) => signals.tellProjected(position),
    onTick: () => signals.emit("tick"),
    log,
    metrics: parts.metrics,
    observer: parts.observer,
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
      await Promise.all([
        pulse.run(step, signal),
        sweep.run(() => stale.step(), signal),
        countHub(parts, signal),
        compareOnce(parts, () => begun, signal),
      ]);
    },
    log,
  );
}

/** A new leader looks once at everything, beside following: whatever went wrong before shows here. */
async function compareOnce(parts: HubParts, begun: () => boolean, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(begun() && parts.view.hub())) await pause(COMPARE_PAUSE_MS, signal);
  if (signal.aborted) return;
  try {
    const { found, left } = await reconcile(parts, false);
    if (found.length === 0) parts.log.info("database and contract agree");
    else parts.log.warn("database and contract differed", { found: found.length, left: left.slice(0, 20) });
  } catch (error) {
    parts.log.warn("database and contract could not be compared", { error: String(error) });
  }
}
