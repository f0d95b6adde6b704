import type { HubParts } from "../hub-parts.ts";
import { lead } from "../roles/lead.ts";
import { Pulse } from "../roles/pulse.ts";
import { Indexer } from "./indexer.ts";

/** A turn each; it is in no hurry, and must not take from those who follow jobs. */
const EVERY_MS = 250;

/** Keeps the index of ticks and transactions while this process leads it, unless it is turned off. @returns stops it */
export function runIndexer({ store, gateway, view, config, holder, log }: HubParts): () => Promise<void> {
  if (config.explorer.keepDays === 0) return async () => undefined;
  const indexer = new Indexer({
    index: store.chainIndex,
    readTick: (tick) => gateway.tick(tick),
    finalTick: () => view.finalTick(),
  });
  const onError = (error: unknown) => log.warn("ticks could not be indexed", { error: String(error) });
  return lead(
    store.leases,
    "explorer",
    holder,
    ({ signal }) => new Pulse(EVERY_MS, onError).run(() => indexer.step(), signal),
    log,
  );
}
