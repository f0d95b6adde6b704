import type { Attempt } from "./attempt.ts";

/** Hubs tell offers more than once: so many ended attempts are remembered. */
const REMEMBERED = 20_000;

/** The attempts that this process works on or answers for, by id, and those that are over. */
export class AttemptRegistry {
  readonly #attempts = new Map<string, Attempt>();
  readonly #ended = new Set<string>();

  /** Whether an offer of this id is nothing new. */
  knows(id: string): boolean {
    return this.#attempts.has(id) || this.#ended.has(id);
  }

  get(id: string): Attempt | undefined {
    return this.#attempts.get(id);
  }

  add(attempt: Attempt): void {
    this.#attempts.set(attempt.id, attempt);
  }

  /** The attempt is over; it will not be taken again. */
  end(attempt: Attempt): void {
    this.#attempts.delete(attempt.id);
    this.#ended.add(attempt.id);
    if (this.#ended.size > REMEMBERED) this.#ended.delete(this.#ended.values().next().value!);
  }

  all(): Attempt[] {
    return [...this.#attempts.values()];
  }

  get size(): number {
    return this.#attempts.size;
  }
}
