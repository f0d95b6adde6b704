import type { AttemptRecord, AttemptRepository } from "@qubix/market";

/** How long a row is believed without looking; this process's own changes are told at once. */
const KEPT_MS = 1_500;
const LIMIT = 50_000;

/** Rows of attempts that heartbeats are about, so that a heartbeat need not ask the database. */
export class AttemptCache {
  readonly #rows = new Map<string, { row: AttemptRecord; until: number }>();
  readonly #names = new Map<number, string>();

  constructor(readonly attempts: AttemptRepository) {}

  async find(jobKey: string, attempt: number): Promise<AttemptRecord | undefined> {
    const known = this.#rows.get(nameOf(jobKey, attempt));
    if (known && known.until > performance.now()) return known.row;
    const row = await this.attempts.find(jobKey, attempt);
    if (row) this.put(row);
    return row;
  }

  put(row: AttemptRecord): void {
    if (row.attempt === undefined) return;
    if (this.#rows.size >= LIMIT) {
      this.#rows.clear();
      this.#names.clear();
    }
    const name = nameOf(row.jobKey, row.attempt);
    this.#rows.set(name, { row, until: performance.now() + KEPT_MS });
    this.#names.set(row.id, name);
  }

  /** The row was changed by somebody else. */
  forget(id: number): void {
    const name = this.#names.get(id);
    if (name !== undefined) this.#rows.delete(name);
    this.#names.delete(id);
  }
}

function nameOf(jobKey: string, attempt: number): string {
  return `${jobKey}:${attempt}`;
}
