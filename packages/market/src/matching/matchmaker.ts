import type { Random } from "../ports/random.ts";
import type { Demand } from "./demand.ts";
import { findMatch, type MatchResult } from "./find-match.ts";
import type { Offer, OfferBook } from "./offer-book.ts";
import { WaitingIndex } from "./waiting-index.ts";

/** A replica and the offer it got. The offer is held in the book from now on. */
export interface Match {
  demand: Demand;
  offer: Offer;
  /** Row of the offer. */
  index: number;
}

/**
 * Brings demands and offers together. New demands look at the whole book once; whoever finds nothing waits in the
 * index, where freed capacity looks. It holds no truth: reservations are committed elsewhere, and it can be rebuilt
 * from the waiting rows at any time.
 */
export class Matchmaker {
  readonly waiting = new WaitingIndex();
  readonly #random: Random;

  constructor(
    readonly book: OfferBook,
    random: Random,
  ) {
    this.#random = random;
  }

  /** Looks for an offer for a new demand. Without one it waits, and `result` says why. */
  request(demand: Demand): { match?: Match; result: MatchResult } {
    const result = findMatch(this.book, demand, this.#random);
    if (result.index === undefined) {
      this.waiting.add(demand);
      return { result };
    }
    this.waiting.remove(demand.jobKey, demand.replica);
    return { match: this.#hold(demand, result.index), result };
  }

  /** An offer may have room now: takes waiting demands for it, oldest first, as long as it has. */
  freed(index: number): Match[] {
    const matches: Match[] = [];
    for (;;) {
      const demand = this.waiting.firstFor(this.book, index);
      if (demand === undefined) return matches;
      this.waiting.remove(demand.jobKey, demand.replica);
      matches.push(this.#hold(demand, index));
    }
  }

  /** The reservation was not made: the offer is given back. Whether the demand still waits is the caller's to say. */
  release(match: Match): void {
    if (this.book.indexOf(match.offer.provider, match.offer.machine) === match.index) this.book.hold(match.index, -1);
  }

  #hold(demand: Demand, index: number): Match {
    const offer = this.book.at(index);
    this.book.hold(index, 1);
    this.book.remember(index, demand.data);
    return { demand, offer, index };
  }
}
