import { type OfferBook, restsUntil } from "@qubix/market";
import type { Store } from "@qubix/store";
import { AttemptCounts } from "../matching/attempt-counts.ts";
import { BookKeeper } from "../matching/book-keeper.ts";

/** A look is believed for so long. */
const FRESH_MS = 2_000;

/** The offers there are, for processes that do not match: read when somebody asks, and not too often. */
export class MarketView {
  readonly #store: Store;
  readonly #isBlocked: (owner: string) => boolean;
  #keeper: BookKeeper | undefined;
  #counts: AttemptCounts | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  /** @param isBlocked whether the operator has blocked a provider's owner */
  constructor(store: Store, isBlocked: (owner: string) => boolean) {
    this.#store = store;
    this.#isBlocked = isBlocked;
  }

  /** @param options of the hub as it is registered, and of the contract */
  async book(options: { hub: number; lockBps: number }): Promise<OfferBook> {
    this.#keeper ??= new BookKeeper(this.#store, options, this.#isBlocked);
    this.#counts ??= new AttemptCounts(options.lockBps);
    if (performance.now() - this.#readAt > FRESH_MS) {
      this.#reading ??= this.#read(this.#keeper, this.#counts).finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#keeper.book;
  }

  async #read(keeper: BookKeeper, counts: AttemptCounts): Promise<void> {
    await keeper.refresh();
    await counts.read(this.#store);
    counts.tellAll(keeper.book);
    const now = this.#store.clock.now();
    for (const health of await this.#store.history.health())
      keeper.book.setBackingOff(health.provider, restsUntil(health, now) > 0);
    this.#readAt = performance.now();
  }
}
