import { type AttemptRecord, holdsMachineSlot } from "@qubix/market";

type CountedAttempt = Pick<AttemptRecord, "id" | "provider" | "machine" | "state">;

/** How much of each provider and machine attempts take, kept up to date from changes of attempts. */
export class AttemptCounts {
  readonly #attempts = new Map<number, CountedAttempt>();
  readonly #reserved = new Map<number, number>();
  readonly #held = new Map<string, number>();

  /** Takes an attempt as it is now; the newest word on it counts. */
  note(attempt: CountedAttempt): void {
    const before = this.#attempts.get(attempt.id);
    if (before) this.#count(before, -1);
    if (holdsMachineSlot(attempt.state)) {
      this.#attempts.set(attempt.id, attempt);
      this.#count(attempt, 1);
    } else {
      this.#attempts.delete(attempt.id);
    }
  }

  /** Forgets everything and takes these. */
  reset(attempts: CountedAttempt[]): void {
    this.#attempts.clear();
    this.#reserved.clear();
    this.#held.clear();
    for (const attempt of attempts) this.note(attempt);
  }

  /** Attempts of the provider that the chain does not know yet. */
  reserved(provider: number): number {
    return this.#reserved.get(provider) ?? 0;
  }

  /** Slots of the machine that are taken. */
  held(provider: number, machine: string): number {
    return this.#held.get(`${provider}:${machine}`) ?? 0;
  }

  #count({ provider, machine, state }: CountedAttempt, by: number): void {
    const key = `${provider}:${machine}`;
    this.#held.set(key, (this.#held.get(key) ?? 0) + by);
    if (state === "reserved") this.#reserved.set(provider, (this.#reserved.get(provider) ?? 0) + by);
  }
}
