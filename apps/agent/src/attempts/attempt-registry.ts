import type { Attempt } from "./attempt.ts";

/** The attempts that this process works on or answers for, by id. */
export class AttemptRegistry {
  readonly #attempts = new Map<string, Attempt>();

  has(id: string): boolean {
    return this.#attempts.has(id);
  }

  get(id: string): Attempt | undefined {
    return this.#attempts.get(id);
  }

  add(attempt: Attempt): void {
    this.#attempts.set(attempt.id, attempt);
  }

  delete(attempt: Attempt): void {
    this.#attempts.delete(attempt.id);
  }

  all(): Attempt[] {
    return [...this.#attempts.values()];
  }

  get size(): number {
    return this.#attempts.size;
  }
}
