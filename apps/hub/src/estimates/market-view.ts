import { type OfferBook, restsUntil } from "@qubix/market";
import type { Store } from "@qubix/store";
import { BookKeeper } from "../matching/book-keeper.ts";

/** A look is believed for so long. */
const FRESH_MS = 2_000;

/** The offers there are, for processes that do not match: read when somebody asks, and not too often. */
export class MarketView {
  readonly #store: Store;
  #keeper: BookKeeper | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param options of the hub as it is registered, and of the contract */
  async book(options: { hub: number; lockBps: number }): Promise<OfferBook> {
    this.#keeper ??= new BookKeeper(this.#store, options);
    if (performance.now() - this.#readAt > FRESH_MS) {
      this.#reading ??= this.#read(this.#keeper).finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#keeper.book;
  }

  async #read(keeper: BookKeeper): Promise<void> {
    await keeper.refresh();
    const now = this.#store.clock.now();
    for (const health of await this.#store.history.health())
      keeper.book.setBackingOff(health.provider, restsUntil(health, now) > 0);
    this.#readAt = performance.now();
  }
}
