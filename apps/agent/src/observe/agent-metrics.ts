import { Counter, Gauge, Histogram, LONG_SECONDS, type Registry } from "@qubix/observe";
import type { AttemptPhase } from "@qubix/protocol";
import type { ExecutionFailureCode } from "../executors/execution-failure.ts";

/** What an attempt goes through here. */
export type Step = "verify" | "wait" | "fetch" | "run" | "seal" | "upload" | "commit" | "reveal";
/** How an attempt ends here. */
export type Outcome = "revealed" | "lost" | "given-up";

/** What an agent counts. Labels have few values, all of them known. */
export function createAgentMetrics(registry: Registry) {
  const registers = [registry];
  const attempts = new Gauge({
    name: "qubix_agent_attempts",
    help: "Attempts that are not over, by phase.",
    labelNames: ["phase"],
    registers,
  });
  const ended = new Counter({
    name: "qubix_agent_attempts_ended_total",
    help: "Attempts that ended, by outcome: revealed, lost (the contract or the hub ended it), given up.",
    labelNames: ["outcome"],
    registers,
  });
  const steps = new Histogram({
    name: "qubix_agent_step_seconds",
    help: "Time of an attempt's steps: verify (offer, escrow, authorization), wait for a slot, fetch, run, seal, upload, commit, reveal.",
    labelNames: ["step"],
    buckets: LONG_SECONDS,
    registers,
  });
  const slots = new Gauge({
    name: "qubix_agent_slots",
    help: "Places to run in, by state.",
    labelNames: ["state"],
    registers,
  });
  const fuel = new Counter({ name: "qubix_agent_fuel_total", help: "Fuel used by finished runs.", registers });
  const failures = new Counter({
    name: "qubix_agent_executor_failures_total",
    help: "Runs in which the machine failed, not the program, by code.",
    labelNames: ["code"],
    registers,
  });
  const hubUp = new Gauge({ name: "qubix_agent_hub_up", help: "1 when the hub took the last heartbeat.", registers });
  const heartbeats = new Counter({
    name: "qubix_agent_heartbeats_total",
    help: "Heartbeats, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  const calls = new Counter({
    name: "qubix_agent_calls_total",
    help: "Calls of the contract (commit, reveal, object), by outcome.",
    labelNames: ["call", "outcome"],
    registers,
  });
  const earned = new Counter({
    name: "qubix_agent_earned_qu_total",
    help: "Price of the attempts that were revealed, in QU; what the contract pays in the end, its receipts say.",
    registers,
  });
  return {
    live(phases: readonly AttemptPhase[]) {
      attempts.reset();
      for (const phase of phases) attempts.inc({ phase });
    },
    ended: (outcome: Outcome) => ended.inc({ outcome }),
    step: (step: Step, seconds: number) => steps.observe({ step }, seconds),
    slots(total: number, free: number, waiting: number) {
      slots.set({ state: "busy" }, total - free);
      slots.set({ state: "free" }, free);
      slots.set({ state: "awaited" }, waiting);
    },
    fuel: (used: bigint) => fuel.inc(Number(used)),
    executorFailed: (code: ExecutionFailureCode) => failures.inc({ code }),
    heartbeat(taken: boolean) {
      hubUp.set(taken ? 1 : 0);
      heartbeats.inc({ outcome: taken ? "taken" : "failed" });
    },
    call: (call: string, ok: boolean) => calls.inc({ call, outcome: ok ? "taken" : "failed" }),
    earned: (amount: bigint) => earned.inc(Number(amount)),
  };
}

export type AgentMetrics = ReturnType<typeof createAgentMetrics>;
