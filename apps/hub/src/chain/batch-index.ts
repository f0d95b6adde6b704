import { type AttemptRecord, isLiveAttempt } from "@qubix/market";

export interface BatchedAttempt {
  jobKey: string;
  attempt: number;
}

/** Which of our live attempts lie in which batch: kept in memory, filled from the store at the start. */
export class BatchIndex {
  readonly #batches = new Map<number, Map<string, BatchedAttempt>>();

  has(batch: number): boolean {
    return this.#batches.has(batch);
  }

  of(batch: number): BatchedAttempt[] {
    return [...(this.#batches.get(batch)?.values() ?? [])];
  }

  /** Brings the index up to a job's attempts. */
  note(jobKey: string, attempts: Pick<AttemptRecord, "attempt" | "batch" | "state">[]): void {
    for (const { attempt, batch, state } of attempts) {
      if (attempt === undefined || batch === undefined) continue;
      const id = `${jobKey}:${attempt}`;
      if (isLiveAttempt(state)) {
        const entries = this.#batches.get(batch) ?? new Map<string, BatchedAttempt>();
        this.#batches.set(batch, entries.set(id, { jobKey, attempt }));
      } else {
        const entries = this.#batches.get(batch);
        entries?.delete(id);
        if (entries?.size === 0) this.#batches.delete(batch);
      }
    }
  }
}
