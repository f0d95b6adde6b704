import type { Span, Tracer } from "@qubix/observe";
import type { Attempt } from "../attempts/attempt.ts";
import { ExecutionFailure } from "../executors/execution-failure.ts";
import type { Executor } from "../executors/executor.ts";
import type { AgentMetrics, Outcome, Step } from "./agent-metrics.ts";
import { runInAttempt } from "./attempt-scope.ts";

/** Watches attempts: times their steps, hangs spans below the hub's, and names them in the log. */
export class AttemptObserver {
  /** The span of each attempt that is not over. */
  readonly #spans = new WeakMap<Attempt, Span>();

  constructor(
    readonly metrics: AgentMetrics,
    readonly tracer: Tracer,
  ) {}

  /** Does work for an attempt within its scope; the first time begins its span. */
  within<T>(attempt: Attempt, work: () => T): T {
    return runInAttempt(this.#scope(attempt, this.#span(attempt).traceparent), work);
  }

  /** A step of an attempt: timed, and a span of its own. */
  async step<T>(attempt: Attempt, step: Step, work: () => T | Promise<T>): Promise<T> {
    const begun = performance.now();
    const span = this.tracer.start(step, {
      parent: this.#span(attempt).traceparent,
      attributes: { "qubix.job_key": attempt.offer.jobKey, "qubix.attempt": attempt.offer.attempt },
    });
    let failure: unknown;
    try {
      return await runInAttempt(this.#scope(attempt, span.traceparent), work);
    } catch (error) {
      failure = error ?? new Error("failed");
      throw error;
    } finally {
      this.metrics.step(step, (performance.now() - begun) / 1_000);
      span.end(failure);
    }
  }

  /** The executor, with its runs for this attempt timed and counted. */
  watched(attempt: Attempt, executor: Executor): Executor {
    const run: Executor["run"] = async (task, hooks, signal) => {
      try {
        const result = await this.step(attempt, "run", () => executor.run(task, hooks, signal));
        this.metrics.fuel(result.fuelUsed);
        return result;
      } catch (error) {
        if (error instanceof ExecutionFailure) this.metrics.executorFailed(error.code);
        throw error;
      }
    };
    return { kind: executor.kind, run, close: () => executor.close() };
  }

  ended(attempt: Attempt, outcome: Outcome, reason?: string): void {
    const { offer, record } = attempt;
    const charged = BigInt(record.result?.charge ?? "0");
    this.metrics.ended(outcome);
    if (outcome === "revealed") this.metrics.earned(charged > 0n ? charged : BigInt(offer.price));
    this.#span(attempt).set({ "qubix.outcome": outcome });
    this.#span(attempt).end(outcome === "revealed" ? undefined : (reason ?? outcome));
    this.#spans.delete(attempt);
  }

  #span(attempt: Attempt): Span {
    const known = this.#spans.get(attempt);
    if (known) return known;
    const { jobKey, attempt: number, replica, traceparent } = attempt.offer;
    const attributes = { "qubix.job_key": jobKey, "qubix.attempt": number, "qubix.replica": replica };
    const span = this.tracer.start("attempt", { parent: traceparent, attributes });
    this.#spans.set(attempt, span);
    return span;
  }

  #scope({ offer }: Attempt, traceparent: string | undefined) {
    return { jobKey: offer.jobKey, attempt: offer.attempt, traceparent };
  }
}
