import type { HubParts } from "../hub-parts.ts";
import { Pulse } from "../roles/pulse.ts";
import type { Position } from "../roles/role-signals.ts";

/** How far the watcher has come is looked up this often, and what the contract says of hub and configuration: a signal may be lost. */
const LOOK_MS = 5_000;

/**
 * Keeps this process's view of the chain fresh: the tick by itself, however long a projection takes, and what the watcher of another
 * process has projected.
 * @returns stops it
 */
export function followTicks({ config, nodes, store, view, signals, bus, log }: HubParts): () => Promise<void> {
  const stop = new AbortController();
  const pulse = new Pulse(config.chain.pollMs, (error) => log.debug("no node answers", { error: String(error) }));
  let halted = false;
  let lookAt = 0;
  const tell = () => bus.wake("network");
  const projected = ({ nextSeq, tick, changed }: Position) => {
    view.noteProjected(nextSeq, tick);
    if (changed) view.refresh().catch((error) => log.warn("the contract could not be read", { error: String(error) }));
  };
  signals.on("tick", tell);
  signals.on("projected", projected);
  const running = pulse.run(async () => {
    const infos = await nodes.tickInfos();
    if (
      view.noteTicks(
        infos.map(({ value }) => value),
        nodes.need,
      )
    )
      signals.emit("tick");
    if (performance.now() >= lookAt) {
      lookAt = performance.now() + LOOK_MS;
      const cursor = await store.projection.cursor();
      if (cursor) view.noteProjected(cursor.nextSeq, cursor.tick);
      await view.refresh();
    }
    if (!view.hub() || !view.config()) await view.refresh();
    if (view.halted() !== halted) {
      halted = view.halted();
      tell();
      if (halted) log.warn("no tick came for a while; leases pause", { tick: view.status().tick });
    }
  }, stop.signal);
  return async () => {
    stop.abort();
    await running;
    signals.off("tick", tell);
    signals.off("projected", projected);
  };
}
