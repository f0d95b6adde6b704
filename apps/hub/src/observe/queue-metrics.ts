import { Gauge, type Registry } from "@qubix/observe";
import type { StoreCounts } from "@qubix/store";

/** What waits. All of it is told by the process that leads the watch. */
export function queueMetrics(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const waiting = gauge("qubix_queue_waiting_replicas", "Replicas that wait for a match.");
  const oldest = gauge(
    "qubix_queue_waiting_oldest_seconds",
    "Age of the replica that has waited longest; 0 when none does.",
  );
  const outbox = gauge("qubix_queue_outbox_rows", "Side effects not done yet.");
  const overdue = gauge(
    "qubix_queue_outbox_overdue_seconds",
    "How long the most overdue side effect is due; 0 when none is.",
  );
  const effects = new Gauge({
    name: "qubix_queue_effects",
    help: "Side effects in BullMQ, by kind and state.",
    labelNames: ["kind", "state"],
    registers,
  });
  return {
    count(counts: StoreCounts, now: number) {
      waiting.set(counts.waiting.count);
      oldest.set(age(counts.waiting.oldest, now));
      outbox.set(counts.outbox.count);
      overdue.set(age(counts.outbox.due, now));
    },
    /** Another process leads by now, and tells. */
    clear() {
      for (const one of [waiting, oldest, outbox, overdue]) one.set(0);
      effects.reset();
    },
    effects(depths: Record<string, Record<string, number>>) {
      for (const [kind, states] of Object.entries(depths))
        for (const [state, count] of Object.entries(states)) effects.set({ kind, state }, count);
    },
  };
}

function age(since: number | undefined, now: number): number {
  return since === undefined ? 0 : Math.max(0, (now - since) / 1_000);
}
