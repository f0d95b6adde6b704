import { checkOffer, prepareDemand } from "./check-offer.ts";
import { type Demand, demandId } from "./demand.ts";
import type { FairQueue } from "./fair-queue.ts";
import type { OfferBook } from "./offer-book.ts";
import { FREE } from "./offer-columns.ts";
import { BUSY_BITS } from "./reason-bits.ts";

/** Places kept at once: this many, and never more than one machine in twenty (but at least one). */
const MOST = 8;
const ONE_IN = 20;

/** A machine kept for a demand that has waited too long. */
export interface Kept {
  number: number;
  demand: Demand;
  row: number;
}

/**
 * Keeps places for demands that have waited longer than a bound: one machine each, which gives nothing to others until
 * the demand fits. Large runs need this where small ones keep filling every gap. At most one place for each requester,
 * so that nobody gets ahead by queueing a lot; everywhere else the queue goes on.
 */
export class Reservations {
  readonly #kept = new Map<string, Kept>();
  #last = 0;

  constructor(
    readonly book: OfferBook,
    readonly queue: FairQueue,
    /** Milliseconds of waiting after which a demand counts as starved. */
    readonly starvedAfterMs: number,
  ) {}

  get size(): number {
    return this.#kept.size;
  }

  of(id: string): Kept | undefined {
    return this.#kept.get(id);
  }

  at(row: number): Kept | undefined {
    return [...this.#kept.values()].find((kept) => kept.row === row);
  }

  /** Ends the reservation of a demand. @returns the row that is free for others again */
  release(id: string): number | undefined {
    const kept = this.#kept.get(id);
    if (kept === undefined) return undefined;
    this.#kept.delete(id);
    if (this.book.columns.keptFor[kept.row] === kept.number) this.book.keep(kept.row, 0);
    return kept.row;
  }

  /** Ends reservations that have lost their sense, and makes those that are due. @returns rows that are free again */
  renew(now: number): number[] {
    const freed: number[] = [];
    for (const [id, { row, number }] of [...this.#kept]) {
      const demand = this.queue.get(id);
      const sense = demand !== undefined && this.book.columns.keptFor[row] === number;
      if (sense && this.#missing(row, demand, number) !== undefined) continue;
      const released = this.release(id);
      if (released !== undefined) freed.push(released);
    }
    const most = Math.min(MOST, Math.max(1, Math.floor(this.book.size / ONE_IN)));
    if (this.#kept.size >= most) return freed;
    for (const demand of this.#starved(now)) {
      this.#keep(demand);
      if (this.#kept.size >= most) break;
    }
    return freed;
  }

  /** The oldest starved demand of each shape, oldest first, one for each requester. */
  #starved(now: number): Demand[] {
    const has = new Set([...this.#kept.values()].map(({ demand }) => demand.requester));
    const oldest: Demand[] = [];
    for (const shape of this.queue.shapes())
      for (const [requester, lane] of shape.lanes) {
        const demand = has.has(requester) ? undefined : lane.first(() => true);
        if (demand && now - demand.since > this.starvedAfterMs) oldest.push(demand);
      }
    oldest.sort((a, b) => a.since - b.since);
    return oldest.filter(({ requester }) => !has.has(requester) && has.add(requester));
  }

  /** Takes the machine on which least is missing. */
  #keep(demand: Demand): void {
    let best: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    const prepared = prepareDemand(demand);
    const { columns, end } = this.book;
    for (let row = 0; row < end; row++) {
      if (columns.blocked[row] === FREE || columns.keptFor[row] !== 0) continue;
      if ((checkOffer(this.book, row, prepared) & ~BUSY_BITS) !== 0) continue;
      const missing = Math.max(0, prepared.runMiB - columns.freeMiB[row]!) / this.book.machineAt(row).memoryMiB;
      if (missing >= least) continue;
      least = missing;
      best = row;
    }
    if (best === undefined) return;
    const number = ++this.#last;
    this.book.keep(best, number);
    this.#kept.set(demandId(demand.jobKey, demand.replica), { number, demand, row: best });
  }

  /** Undefined when the row can't become fit by runs ending. */
  #missing(row: number, demand: Demand, number: number): true | undefined {
    const bits = checkOffer(this.book, row, prepareDemand(demand, number));
    return (bits & ~BUSY_BITS) === 0 ? true : undefined;
  }
}
