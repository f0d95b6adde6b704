import type { JobState } from "@qubix/protocol";

/** A job's present state, and when it came to it. */
export interface Stage {
  state: JobState;
  /** Milliseconds since 1970. */
  at: number;
  tick: number;
  /** Where its trace is. */
  traceparent: string | undefined;
}

/** Jobs remembered; the oldest are forgotten first, which costs their next figure. */
const MOST = 50_000;

/** When jobs came to their present states, in memory: what was not seen here is not known, and not guessed. */
export class StageClock {
  readonly #stages = new Map<string, Stage>();

  /** @returns the stage that the job is in as far as known */
  get(key: string): Stage | undefined {
    return this.#stages.get(key);
  }

  /** The job is in a new state. */
  put(key: string, stage: Stage): void {
    this.#stages.delete(key);
    this.#stages.set(key, stage);
    if (this.#stages.size > MOST) this.#stages.delete(this.#stages.keys().next().value!);
  }

  forget(key: string): void {
    this.#stages.delete(key);
  }
}
