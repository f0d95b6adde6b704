import type { Tracer } from "@qubix/observe";
import { isTerminalJobState, JOB_STATES, type JobState } from "@qubix/protocol";
import type { FeedEvent } from "@qubix/store";
import type { Metrics } from "./metrics.ts";
import { type Stage, StageClock } from "./stage-clock.ts";

/** The span that ends when a job comes to a state. */
const SPANS: Record<Exclude<JobState, "submitted">, string> = {
  funded: "fund",
  matched: "match",
  assigned: "assign",
  authorized: "authorize",
  running: "start",
  committed: "commit",
  revealed: "reveal",
  decided: "decide",
  settled: "settle",
  cancelled: "settle",
  expired: "settle",
  failed: "settle",
};

export interface JobObserverDeps {
  metrics: Metrics["jobs"];
  tracer: Tracer;
  /** Current tick. */
  tick(): number;
}

/**
 * Turns what is committed to jobs' feeds into figures and spans: each process counts what it wrote itself, and times what it
 * saw begin, here or in another process of the hub.
 */
export class JobObserver {
  readonly #clock = new StageClock();

  constructor(readonly deps: JobObserverDeps) {}

  /** Events that this process has committed. */
  committed(events: readonly FeedEvent[]): void {
    for (const event of events) {
      const { body } = event;
      if (body.type === "state") this.#moved(event, body.state, body.previous, body.closeReason);
      else if (body.type === "attempt") this.deps.metrics.attemptMoved(body.state, body.endReason ?? "");
    }
  }

  /** A job is in another state, as another process of the hub says; of that, only the time counts here. */
  heard(key: string, state: JobState, at: number): void {
    const known = this.#clock.get(key);
    if (known?.state === state) return;
    if (isTerminalJobState(state)) this.#clock.forget(key);
    else this.#clock.put(key, { state, at, tick: this.deps.tick(), traceparent: known?.traceparent });
  }

  /** Events of these jobs were projected together. @param began milliseconds since 1970 */
  projected(keys: readonly string[], began: number): void {
    const { tracer } = this.deps;
    if (!tracer.on) return;
    for (const key of keys) {
      const parent = this.#clock.get(key)?.traceparent;
      if (parent === undefined) continue;
      tracer.start("project", { parent, startedAt: began, attributes: { "qubix.job_key": key } }).end();
    }
  }

  #moved(event: FeedEvent, state: JobState, previous: JobState | undefined, closeReason: string | undefined): void {
    const { metrics, tick } = this.deps;
    const { jobKey: key, time: at, createdAt, traceparent } = event;
    if (previous !== undefined) {
      metrics.moved(previous, state);
      const since = this.#since(key, previous, createdAt);
      if (since) this.#reached(state, previous, since, at);
      if (state !== "submitted") this.#span(SPANS[state], event, since?.at);
      if (state === "running") metrics.running((at - createdAt) / 1_000);
      if (state === "settled") metrics.settled((at - createdAt) / 1_000);
    }
    if (closeReason !== undefined) metrics.closed(closeReason);
    this.#clock.put(key, { state, at, tick: tick(), traceparent });
  }

  /** When the job came to `previous`, if that is known. */
  #since(key: string, previous: JobState, createdAt: number): (Pick<Stage, "at"> & { tick?: number }) | undefined {
    const known = this.#clock.get(key);
    if (known?.state === previous) return known;
    return previous === "submitted" ? { at: createdAt } : undefined;
  }

  /** Steps back (an attempt was lost) are no stage reached. */
  #reached(state: JobState, previous: JobState, since: { at: number; tick?: number }, at: number): void {
    if (JOB_STATES.indexOf(state) < JOB_STATES.indexOf(previous)) return;
    const ticks = since.tick === undefined ? undefined : Math.max(0, this.deps.tick() - since.tick);
    this.deps.metrics.reached(state, Math.max(0, (at - since.at) / 1_000), ticks);
  }

  #span(name: string, { jobKey, traceparent, time }: FeedEvent, startedAt: number | undefined): void {
    const { tracer } = this.deps;
    if (!tracer.on || traceparent === undefined) return;
    const attributes = { "qubix.job_key": jobKey };
    tracer.start(name, { parent: traceparent, startedAt: startedAt ?? time, attributes }).end(undefined, time);
  }
}
