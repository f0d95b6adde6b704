import type { Demand } from "./demand.ts";

/** One requester's waiting replicas of one shape, oldest first. */
export class Lane {
  readonly #members: Demand[] = [];

  get size(): number {
    return this.#members.length;
  }

  /** Puts a demand where its age belongs; equal ages keep the order in which they came. */
  add(demand: Demand): void {
    this.#members.splice(this.#after(demand.since), 0, demand);
  }

  /** Takes out what was added. */
  remove(demand: Demand): void {
    let at = this.#after(demand.since) - 1;
    while (at >= 0 && this.#members[at] !== demand) at--;
    if (at >= 0) this.#members.splice(at, 1);
  }

  /** The oldest for which `takes` holds. */
  first(takes: (demand: Demand) => boolean): Demand | undefined {
    return this.#members.find(takes);
  }

  [Symbol.iterator](): IterableIterator<Demand> {
    return this.#members.values();
  }

  /** Place behind all that are as old or older. */
  #after(since: number): number {
    let low = 0;
    let high = this.#members.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#members[middle]!.since <= since) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
