import type { Random } from "../ports/random.ts";
import { prepareDemand } from "./check-offer.ts";
import { type Demand, demandId } from "./demand.ts";
import { FairQueue } from "./fair-queue.ts";
import { chooseFrom, fitsExactly } from "./find-match.ts";
import type { Offer, OfferBook } from "./offer-book.ts";
import { Reservations } from "./reservations.ts";
import { type Scan, scanBook } from "./scan-book.ts";
import { Shape } from "./shape.ts";
import { shareCost } from "./size-class.ts";

/** A replica and the offer it got. The offer is held in the book from now on. */
export interface Match {
  demand: Demand;
  offer: Offer;
  /** QU, by the machine's asks. */
  price: bigint;
  /** Row of the offer. */
  index: number;
}

/** What one turn came to. */
export interface Turn {
  matches: Match[];
  /** Demands for which nothing fitted, with what was looked at. */
  unmatched: { demand: Demand; scan: Scan }[];
  /** Time ran out: there is more to look at. */
  more: boolean;
}

export interface MatchmakerOptions {
  random: Random;
  /** Milliseconds of waiting after which a place is kept for a demand. */
  starvedAfterMs: number;
}

/**
 * Brings demands and offers together. What is new looks at the whole book, once for each shape; whoever finds nothing
 * waits in the queue, where freed capacity looks. It holds no truth: reservations are committed elsewhere, and it can be
 * rebuilt from the waiting rows at any time. Times are milliseconds since 1970.
 */
export class Matchmaker {
  readonly queue = new FairQueue();
  readonly reservations: Reservations;
  readonly #random: Random;
  /** Demands that have not looked at the book yet, in their own shapes. */
  readonly #fresh = new Map<string, Shape>();
  readonly #isFresh = new Set<Demand>();
  readonly #freed = new Set<number>();

  constructor(
    readonly book: OfferBook,
    { random, starvedAfterMs }: MatchmakerOptions,
  ) {
    this.#random = random;
    this.reservations = new Reservations(book, this.queue, starvedAfterMs);
  }

  /** A replica wants a place, or wants something else than before; it is looked at in the next turn. */
  request(demand: Demand): void {
    this.withdraw(demandId(demand.jobKey, demand.replica));
    const { key } = this.queue.add(demand);
    const fresh = this.#fresh.get(key) ?? new Shape(key, demand);
    this.#fresh.set(key, fresh);
    fresh.add(demand);
    this.#isFresh.add(demand);
  }

  /** A replica wants nothing any more. */
  withdraw(id: string): void {
    const demand = this.queue.get(id);
    if (demand === undefined) return;
    this.#forgetFresh(demand);
    this.queue.remove(id);
    this.#unkeep(id);
  }

  /** The offer in a row may have room now; who waits looks at it in the next turn. */
  freed(row: number): void {
    this.#freed.add(row);
  }

  /**
   * Gives places out: first what was freed, to who is next of all that wait; then the rest of the book to what is new.
   * @param budgetMs stops after so long, by the clock `elapsed`, and says so
   */
  turn(now: number, budgetMs = Number.POSITIVE_INFINITY, elapsed: () => number = () => performance.now()): Turn {
    const begin = elapsed();
    const turn: Turn = { matches: [], unmatched: [], more: false };
    const over = () => elapsed() - begin > budgetMs;
    const scans = new Map<string, Scan>();
    for (const row of this.#freed) {
      if (over()) return { ...turn, more: true };
      this.#freed.delete(row);
      this.#giveRow(row, now, scans, turn);
    }
    for (
      let next = this.queue.next(this.#fresh.values(), now);
      next;
      next = this.queue.next(this.#fresh.values(), now)
    ) {
      if (over()) return { ...turn, more: true };
      this.#lookFor(next, scans, turn);
    }
    return { ...turn, more: this.#freed.size > 0 };
  }

  /** Keeps places for who has waited too long. Call it now and then. */
  keepPlaces(now: number): void {
    for (const row of this.reservations.renew(now)) this.#freed.add(row);
  }

  /** The reservation was not made: the offer is given back. Whether the demand still waits is the caller's to say. */
  release({ demand, offer, index, price }: Match): void {
    this.queue.shares.refund(demand.requester, shareCost(demand.expectedMs));
    for (const sibling of this.queue.siblings(demand.jobKey))
      sibling.onJob = sibling.onJob.filter((provider) => provider !== offer.provider);
    if (this.book.indexOf(offer.provider, offer.machine) !== index) return;
    this.book.hold(index, -1, demand.priced.limits.memoryMiB, price);
    this.#freed.add(index);
  }

  /**
   * All places of one row, as long as it has any. A new demand whose turn it is looks at the whole book instead: otherwise
   * whoever ended a run last would get all that comes.
   */
  #giveRow(row: number, now: number, scans: Map<string, Scan>, turn: Turn): void {
    for (;;) {
      const kept = this.reservations.at(row);
      const demand = kept ? this.#keptDemand(row, kept.demand, kept.number) : this.queue.firstFor(this.book, row, now);
      if (demand === undefined) return;
      if (!kept && this.#isFresh.has(demand)) {
        this.#lookFor(demand, scans, turn);
        continue;
      }
      if (!kept && !fitsExactly(this.book, row, demand, prepareDemand(demand))) return;
      turn.matches.push(this.#hold(demand, row));
    }
  }

  #keptDemand(row: number, demand: Demand, number: number): Demand | undefined {
    return fitsExactly(this.book, row, demand, prepareDemand(demand, number)) ? demand : undefined;
  }

  /** A new demand looks at the book; what is found serves all of its shape in this turn. */
  #lookFor(demand: Demand, scans: Map<string, Scan>, turn: Turn): void {
    const shape = this.queue.shapeOf(demand)!;
    const common = shape.prepared;
    const scan = scans.get(shape.key) ?? scanBook(this.book, common);
    scans.set(shape.key, scan);
    const prepared = prepareDemand(demand);
    const row = chooseFrom(this.book, scan, demand, prepared, this.#random);
    if (row !== undefined) {
      turn.matches.push(this.#hold(demand, row));
      return;
    }
    scan.pool.keepOnly((one) => fitsExactly(this.book, one, demand, common));
    if (scan.pool.size > 0) {
      this.#wait(demand, scan, turn);
      return;
    }
    // Nothing is left for any of the shape; what fitted before was given away, so the reasons are told anew.
    const now = scan.fitting === 0 ? scan : scanBook(this.book, common);
    for (const lane of [...this.#fresh.get(shape.key)!.lanes.values()])
      for (const one of [...lane]) this.#wait(one, now, turn);
  }

  #wait(demand: Demand, scan: Scan, turn: Turn): void {
    this.#forgetFresh(demand);
    turn.unmatched.push({ demand, scan });
  }

  #hold(demand: Demand, index: number): Match {
    const { book, queue } = this;
    const price = book.priceAt(index, demand);
    const offer = book.at(index);
    this.#forgetFresh(demand);
    queue.take(demand);
    for (const sibling of queue.siblings(demand.jobKey)) sibling.onJob = [...sibling.onJob, offer.provider];
    this.#unkeep(demandId(demand.jobKey, demand.replica));
    book.hold(index, 1, demand.priced.limits.memoryMiB, price);
    book.remember(index, demand.data);
    return { demand, offer, price, index };
  }

  #unkeep(id: string): void {
    const row = this.reservations.release(id);
    if (row !== undefined) this.#freed.add(row);
  }

  #forgetFresh(demand: Demand): void {
    if (!this.#isFresh.delete(demand)) return;
    const key = this.queue.shapeOf(demand)?.key;
    const fresh = key === undefined ? undefined : this.#fresh.get(key);
    fresh?.remove(demand);
    if (fresh?.lanes.size === 0) this.#fresh.delete(fresh.key);
  }
}
