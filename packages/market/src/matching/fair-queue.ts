import { checkOffer } from "./check-offer.ts";
import { type Demand, demandId } from "./demand.ts";
import { FairShares } from "./fair-shares.ts";
import type { OfferBook } from "./offer-book.ts";
import { Shape, shapeKey } from "./shape.ts";
import { responseRatio, shareCost } from "./size-class.ts";

const MOST_REPLICAS = 8;

/** Whose turn it is among several demands. */
interface Candidate {
  demand: Demand;
  turn: number;
  ratio: number;
}

/**
 * Replicas that wait, grouped by what they ask for (shape) and by who pays, so that freed capacity meets the few shapes
 * instead of the whole queue. Of the demands that an offer fits, the next is the one whose requester has got least; of
 * one requester's, the one that has waited longest for its size; then the oldest.
 */
export class FairQueue {
  readonly shares = new FairShares();
  readonly #shapes = new Map<string, Shape>();
  readonly #entries = new Map<string, { demand: Demand; shape: Shape }>();

  get size(): number {
    return this.#entries.size;
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  get(id: string): Demand | undefined {
    return this.#entries.get(id)?.demand;
  }

  shapeOf(demand: Demand): Shape | undefined {
    return this.#entries.get(demandId(demand.jobKey, demand.replica))?.shape;
  }

  shapes(): IterableIterator<Shape> {
    return this.#shapes.values();
  }

  /** Adds a replica, or replaces what it asks for. */
  add(demand: Demand): Shape {
    const id = demandId(demand.jobKey, demand.replica);
    this.remove(id);
    const key = shapeKey(demand);
    let shape = this.#shapes.get(key);
    if (shape === undefined) {
      shape = new Shape(key, demand);
      this.#shapes.set(key, shape);
    }
    shape.add(demand);
    this.#entries.set(id, { demand, shape });
    this.shares.count(demand.requester, 1, shareCost(demand.expectedMs));
    return shape;
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const { demand, shape } = entry;
    this.#entries.delete(id);
    shape.remove(demand);
    if (shape.lanes.size === 0) this.#shapes.delete(shape.key);
    this.shares.count(demand.requester, -1, shareCost(demand.expectedMs));
  }

  /** Takes a replica out since it gets a place, which its requester is charged for. */
  take(demand: Demand): void {
    this.remove(demandId(demand.jobKey, demand.replica));
    this.shares.charge(demand.requester, shareCost(demand.expectedMs));
  }

  /** The next for the offer in a row, of all that it fits. */
  firstFor(book: OfferBook, row: number, now: number): Demand | undefined {
    const { columns } = book;
    const provider = columns.provider[row]!;
    const takes = ({ onJob, tried }: Demand) => !onJob.includes(provider) && !tried.includes(provider);
    let best: Candidate | undefined;
    for (const shape of this.#shapes.values()) {
      if (checkOffer(book, row, shape.prepared) === 0) best = this.#better(best, shape, takes, now);
    }
    return best?.demand;
  }

  /** The next of the demands in these shapes. */
  next(shapes: Iterable<Shape>, now: number): Demand | undefined {
    let best: Candidate | undefined;
    for (const shape of shapes) best = this.#better(best, shape, () => true, now);
    return best?.demand;
  }

  /** All replicas of a job that wait. */
  siblings(jobKey: string): Demand[] {
    const ids = Array.from({ length: MOST_REPLICAS }, (_, replica) => demandId(jobKey, replica));
    return ids.flatMap((id) => this.#entries.get(id)?.demand ?? []);
  }

  /** Everything that waits, in no order. */
  *all(): IterableIterator<Demand> {
    for (const { demand } of this.#entries.values()) yield demand;
  }

  #better(
    best: Candidate | undefined,
    shape: Shape,
    takes: (demand: Demand) => boolean,
    now: number,
  ): Candidate | undefined {
    let found = best;
    for (const [requester, lane] of shape.lanes) {
      const turn = this.shares.turn(requester);
      if (found && turn > found.turn) continue;
      const demand = lane.first(takes);
      if (demand === undefined) continue;
      const ratio = responseRatio(now - demand.since, shape.sizeClass);
      const candidate = { demand, turn, ratio };
      if (found === undefined || comesBefore(candidate, found)) found = candidate;
    }
    return found;
  }
}

/** Own short runs pass own long ones; between requesters that have got the same, the older goes first. */
function comesBefore(a: Candidate, b: Candidate): boolean {
  if (a.turn !== b.turn) return a.turn < b.turn;
  if (a.demand.requester === b.demand.requester && a.ratio !== b.ratio) return a.ratio > b.ratio;
  return a.demand.since < b.demand.since;
}
