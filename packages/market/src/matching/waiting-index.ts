import { checkOffer, prepareDemand } from "./check-offer.ts";
import type { Demand } from "./demand.ts";
import type { OfferBook } from "./offer-book.ts";

/** Waiting replicas that ask for the same, oldest first. */
interface Group {
  /** What they have in common: no list of providers, nobody excluded. */
  common: Demand;
  members: Map<string, Demand>;
  /** The largest `since` ever added: an older demand must be sorted in. */
  newest: number;
}

/**
 * Replicas that wait, grouped by what they ask for, so that freed capacity meets the few groups instead of the whole
 * queue. Within a group the order of arrival holds; among the groups that fit, the one that waits longest goes first.
 */
export class WaitingIndex {
  readonly #groups = new Map<string, Group>();
  readonly #groupOf = new Map<string, string>();

  get size(): number {
    return this.#groupOf.size;
  }

  has(jobKey: string, replica: number): boolean {
    return this.#groupOf.has(idOf(jobKey, replica));
  }

  /** Adds a replica, or replaces what it asks for. */
  add(demand: Demand): void {
    this.remove(demand.jobKey, demand.replica);
    const key = groupKey(demand);
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = { common: { ...demand, onJob: [], tried: [], data: [] }, members: new Map(), newest: demand.since };
      this.#groups.set(key, group);
    }
    const id = idOf(demand.jobKey, demand.replica);
    insertByAge(group, id, demand);
    this.#groupOf.set(id, key);
  }

  remove(jobKey: string, replica: number): void {
    const id = idOf(jobKey, replica);
    const key = this.#groupOf.get(id);
    if (key === undefined) return;
    this.#groupOf.delete(id);
    const group = this.#groups.get(key)!;
    group.members.delete(id);
    if (group.members.size === 0) this.#groups.delete(key);
  }

  /** All replicas of a job. */
  removeJob(jobKey: string, replicas: number): void {
    for (let replica = 0; replica < replicas; replica++) this.remove(jobKey, replica);
  }

  /** The replica that has waited longest of those that the offer in a row fits. */
  firstFor(book: OfferBook, index: number): Demand | undefined {
    let first: Demand | undefined;
    for (const group of this.#groups.values()) {
      if (checkOffer(book.columns, index, prepareDemand(book, group.common)) !== 0) continue;
      const candidate = firstMember(book, index, group);
      if (candidate && (first === undefined || candidate.since < first.since)) first = candidate;
    }
    return first;
  }

  /** Everything that waits, in no order. */
  *all(): IterableIterator<Demand> {
    for (const group of this.#groups.values()) yield* group.members.values();
  }
}

function firstMember(book: OfferBook, index: number, group: Group): Demand | undefined {
  for (const demand of group.members.values()) {
    const provider = book.columns.provider[index]!;
    if (!demand.onJob.includes(provider) && !demand.tried.includes(provider)) return demand;
  }
  return undefined;
}

/** Maps keep the order of insertion: an old demand that comes back (its attempt was lost) is put where it belongs. */
function insertByAge(group: Group, id: string, demand: Demand): void {
  group.members.set(id, demand);
  if (demand.since < group.newest)
    group.members = new Map([...group.members].sort(([, a], [, b]) => a.since - b.since));
  else group.newest = demand.since;
}

function groupKey(demand: Demand): string {
  const { kind, runtime, memoryMiB, region, priceCap, minStake, ownList } = demand;
  return JSON.stringify([
    kind,
    runtime ?? 0,
    memoryMiB,
    region ?? 0,
    priceCap,
    minStake,
    [...ownList].sort((a, b) => a - b),
  ]);
}

function idOf(jobKey: string, replica: number): string {
  return `${jobKey}.${replica}`;
}
