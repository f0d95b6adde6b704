import { EventType } from "@qubix/contract";
import { Counter, Gauge, Histogram, QUICK_SECONDS, type Registry } from "@qubix/observe";
import type { ChainStatus } from "../app-context.ts";

/** Names of the contract's events by their numbers. */
const EVENT_NAMES = new Map<number, string>(Object.entries(EventType).map(([name, number]) => [number, name]));

/** How the chain goes, and how far behind it this hub is. */
export function chainMetrics(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const tick = gauge("qubix_chain_tick", "Current tick by what enough nodes say.");
  const epoch = gauge("qubix_chain_epoch", "Current epoch.");
  const lag = gauge(
    "qubix_chain_projection_lag_ticks",
    "Ticks between the current one and the last whose events are projected.",
  );
  const since = gauge("qubix_chain_tick_age_seconds", "Time since the current tick was first seen.");
  const pace = gauge("qubix_chain_tick_seconds", "Time between ticks, smoothed.");
  const halted = gauge(
    "qubix_chain_halted",
    "1 when no tick came for as long as the configuration allows; leases pause then.",
  );
  const nodes = gauge("qubix_chain_nodes_answering", "Nodes that answered the last question, of those listed.");
  const listed = gauge("qubix_chain_nodes_listed", "Nodes that the network definition lists.");
  const nextEvent = gauge("qubix_chain_next_event", "Sequence number after the last projected event.");
  const behind = gauge(
    "qubix_chain_events_behind",
    "Events that the nodes have and the projection has not, final or not.",
  );
  const events = new Counter({
    name: "qubix_chain_events_total",
    help: "Events projected, by type.",
    labelNames: ["type"],
    registers,
  });
  const breaks = new Counter({
    name: "qubix_chain_breaks_total",
    help: "Times that following events did not do: gap (healed from state), rollback (the chain took another course).",
    labelNames: ["kind"],
    registers,
  });
  const projection = new Histogram({
    name: "qubix_chain_projection_seconds",
    help: "Time to project one page of events.",
    buckets: QUICK_SECONDS,
    registers,
  });
  return {
    status(status: ChainStatus, finalTick: number, tickAgeMs: number) {
      tick.set(status.tick);
      epoch.set(status.epoch);
      lag.set(finalTick === 0 ? 0 : Math.max(0, status.tick - 1 - finalTick));
      since.set(tickAgeMs / 1_000);
      pace.set(status.tickDurationMs / 1_000);
      halted.set(status.halted ? 1 : 0);
      nodes.set(status.nodes.answering);
      listed.set(status.nodes.listed);
      nextEvent.set(Number(status.nextSeq));
    },
    behind: (count: bigint) => behind.set(Number(count)),
    event: (type: number) => events.inc({ type: EVENT_NAMES.get(type) ?? "other" }),
    broke: (kind: "gap" | "rollback") => breaks.inc({ kind }),
    projected: (seconds: number) => projection.observe(seconds),
  };
}
