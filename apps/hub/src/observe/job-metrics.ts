import { Counter, Gauge, Histogram, LONG_SECONDS, type Registry, TICKS } from "@qubix/observe";

/** Jobs and attempts: how many stand where, and how long each step takes. */
export function jobMetrics(registry: Registry) {
  const registers = [registry];
  const submitted = new Counter({
    name: "qubix_jobs_submitted_total",
    help: "Submissions taken, by kind of job; repeats of one that is known are told apart.",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const refused = new Counter({
    name: "qubix_jobs_refused_total",
    help: "Submissions refused, by problem code.",
    labelNames: ["code"],
    registers,
  });
  const transitions = new Counter({
    name: "qubix_jobs_transitions_total",
    help: "Changes of jobs' states that this process made.",
    labelNames: ["from", "to"],
    registers,
  });
  const closed = new Counter({
    name: "qubix_jobs_closed_total",
    help: "Jobs that ended, by reason.",
    labelNames: ["reason"],
    registers,
  });
  const attempts = new Counter({
    name: "qubix_attempts_transitions_total",
    help: "Changes of attempts' states that this process made; `reason` where one ended.",
    labelNames: ["to", "reason"],
    registers,
  });
  const stageSeconds = new Histogram({
    name: "qubix_jobs_stage_seconds",
    help: "Time a job took to reach a state from the one before.",
    labelNames: ["stage"],
    buckets: LONG_SECONDS,
    registers,
  });
  const stageTicks = new Histogram({
    name: "qubix_jobs_stage_ticks",
    help: "Ticks a job took to reach a state from the one before.",
    labelNames: ["stage"],
    buckets: TICKS,
    registers,
  });
  const span = (name: string, help: string) => new Histogram({ name, help, buckets: LONG_SECONDS, registers });
  const toRunning = span("qubix_jobs_to_running_seconds", "Time from a job's submission to its first run.");
  const toSettled = span("qubix_jobs_to_settled_seconds", "Time from a job's submission to its settlement.");
  const byState = new Gauge({
    name: "qubix_jobs",
    help: "Jobs that are not over, by state; told by the process that leads the watch.",
    labelNames: ["state"],
    registers,
  });
  const attemptsByState = new Gauge({
    name: "qubix_attempts",
    help: "Attempts that are not over, by state; told by the process that leads the watch.",
    labelNames: ["state"],
    registers,
  });
  return {
    submitted: (kind: string, created: boolean) => submitted.inc({ kind, outcome: created ? "created" : "repeated" }),
    refused: (code: string) => refused.inc({ code }),
    moved: (from: string, to: string) => transitions.inc({ from, to }),
    closed: (reason: string) => closed.inc({ reason }),
    attemptMoved: (to: string, reason: string) => attempts.inc({ to, reason }),
    reached(stage: string, seconds: number, ticks: number | undefined) {
      stageSeconds.observe({ stage }, seconds);
      if (ticks !== undefined) stageTicks.observe({ stage }, ticks);
    },
    running: (seconds: number) => toRunning.observe(seconds),
    settled: (seconds: number) => toSettled.observe(seconds),
    count(jobs: Record<string, number>, attempts: Record<string, number>) {
      byState.reset();
      attemptsByState.reset();
      for (const [state, count] of Object.entries(jobs)) byState.set({ state }, count);
      for (const [state, count] of Object.entries(attempts)) attemptsByState.set({ state }, count);
    },
  };
}
