import { type AttemptRecord, holdsMachineSlot, type OfferBook, type Taken } from "@qubix/market";
import { ATTEMPT_STATES } from "@qubix/protocol";
import type { Store } from "@qubix/store";

const HOLDING_STATES = ATTEMPT_STATES.filter(holdsMachineSlot);
/** Attempts that are counted. */
const MOST = 100_000;

/** What is known of an attempt that takes something; a later word on it may leave out what does not change. */
export type CountedAttempt = Pick<AttemptRecord, "id" | "provider" | "machine" | "state"> &
  Partial<Pick<AttemptRecord, "price" | "memoryMiB">>;

/** How much of each provider and machine attempts take, kept up to date from changes of attempts. */
export class AttemptCounts {
  readonly #attempts = new Map<number, CountedAttempt>();
  readonly #reserved = new Map<number, Taken>();
  readonly #held = new Map<string, Taken>();

  constructor(
    /** Share of a price that is locked of the stake, in basis points. */
    readonly lockBps: number,
  ) {}

  /** Takes an attempt as it is now; the newest word on it counts. @returns true when something is free now */
  note(attempt: CountedAttempt): boolean {
    const before = this.#attempts.get(attempt.id);
    if (before) this.#count(before, -1);
    if (!holdsMachineSlot(attempt.state)) return this.#attempts.delete(attempt.id);
    const now = { ...before, ...attempt };
    this.#attempts.set(attempt.id, now);
    this.#count(now, 1);
    return false;
  }

  /** Forgets everything and reads it anew. */
  async read({ attempts }: Pick<Store, "attempts">): Promise<void> {
    this.reset(await attempts.live(HOLDING_STATES, MOST));
  }

  /** Forgets everything and takes these. */
  reset(attempts: CountedAttempt[]): void {
    this.#attempts.clear();
    this.#reserved.clear();
    this.#held.clear();
    for (const attempt of attempts) this.note(attempt);
  }

  /** What the provider's attempts take that the chain does not know yet. */
  reserved(provider: number): Taken {
    return this.#reserved.get(provider) ?? NOTHING;
  }

  /** What attempts take of the machine. */
  held(provider: number, machine: string): Taken {
    return this.#held.get(`${provider}:${machine}`) ?? NOTHING;
  }

  /** Tells a book what attempts take of every machine in it. @returns rows that had no room before and have now */
  tellAll(book: OfferBook): number[] {
    const freed: number[] = [];
    for (let row = 0; row < book.end; row++) {
      const offer = book.at(row);
      if (offer !== undefined && this.tell(book, offer.provider, offer.machine)) freed.push(row);
    }
    return freed;
  }

  /** Tells a book what attempts take of a machine. @returns true when it had no room before and has now */
  tell(book: OfferBook, provider: number, machine: string): boolean {
    const row = book.indexOf(provider, machine);
    if (row === undefined) return false;
    const before = book.columns.blocked[row];
    book.setReserved(provider, this.reserved(provider));
    book.setHeld(provider, machine, this.held(provider, machine));
    return before !== book.columns.blocked[row] && book.columns.blocked[row] === 0;
  }

  #count({ provider, machine, state, price = 0n, memoryMiB = 0 }: CountedAttempt, by: number): void {
    const one = { runs: 1, memoryMiB, locks: Math.floor((Number(price) * this.lockBps) / 10_000) };
    addTo(this.#held, `${provider}:${machine}`, one, by);
    if (state === "reserved") addTo(this.#reserved, provider, one, by);
  }
}

const NOTHING: Taken = { runs: 0, memoryMiB: 0, locks: 0 };

function addTo<K>(map: Map<K, Taken>, key: K, one: Taken, by: number): void {
  const { runs, memoryMiB, locks } = map.get(key) ?? NOTHING;
  map.set(key, {
    runs: runs + by * one.runs,
    memoryMiB: memoryMiB + by * one.memoryMiB,
    locks: locks + by * one.locks,
  });
}
