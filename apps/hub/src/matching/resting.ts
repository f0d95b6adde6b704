import { type OfferBook, type ProviderHealth, restsUntil } from "@qubix/market";

/** Providers that get nothing for a while, as their health says, and when they may work again. */
export class Resting {
  readonly #until = new Map<number, number>();

  constructor(readonly book: OfferBook) {}

  /** Takes health as it is now. */
  note(health: ProviderHealth, now: number): void {
    const until = restsUntil(health, now);
    if (until === 0) return;
    this.#until.set(health.provider, until);
    this.book.setBackingOff(health.provider, true);
  }

  /** Ends what is over. @returns rows that may have room now */
  wake(now: number): number[] {
    const rows: number[] = [];
    for (const [provider, until] of this.#until) {
      // A provider may have come into the book after its health was read.
      this.book.setBackingOff(provider, until > now);
      if (until > now) continue;
      this.#until.delete(provider);
      rows.push(...this.book.rowsOf(provider));
    }
    return rows;
  }
}
