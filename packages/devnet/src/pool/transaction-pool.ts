import type { SignedTransaction } from "@qubix/qubic";
import { TRANSACTIONS_PER_TICK } from "@qubix/qubic";
import { keyOf } from "../spectrum/key-of.ts";
import type { Spectrum } from "../spectrum/spectrum.ts";
import { priorityOf } from "./priority.ts";

/** How many ticks ahead a transaction may be scheduled: ten minutes of 225 ms. */
export const POOL_TICKS = 2_666;
/** A tick's leader keeps three places for transactions of the protocol itself. */
export const MAX_POOL_TRANSACTIONS_PER_TICK = TRANSACTIONS_PER_TICK - 3;
/** Bound on everything in the pool. A node has room for all its ticks to be full; a laptop hasn't. */
const MAX_POOL_BYTES = 64 << 20;
/** What keeping a transaction costs beside its bytes. */
const OVERHEAD = 600;

/** A transaction in the pool. `own` marks authorizations that this process signed itself. */
export interface PooledTransaction {
  transaction: SignedTransaction;
  own: boolean;
}

interface Pooled extends PooledTransaction {
  priority: bigint;
}

interface TickSlots {
  /** In the order in which the tick's leader will list them. */
  slots: Pooled[];
  digests: Set<string>;
}

export type PoolVerdict = "added" | "known" | "tick out of range" | "no balance" | "full";

/** Transactions waiting for their tick. Their signatures were verified before they came here. */
export class TransactionPool {
  readonly #spectrum: Spectrum;
  readonly #ticks = new Map<number, TickSlots>();
  #first = 0;
  #size = 0;
  #bytes = 0;

  constructor(spectrum: Spectrum) {
    this.#spectrum = spectrum;
  }

  /** Transactions in the pool. */
  get size(): number {
    return this.#size;
  }

  /** Takes a transaction, or throws out one that matters less where the pool is full. */
  add(transaction: SignedTransaction, own = false): PoolVerdict {
    const { tick } = transaction;
    if (tick < this.#first || tick >= this.#first + POOL_TICKS) return "tick out of range";
    const at = this.#ticks.get(tick) ?? { slots: [], digests: new Set() };
    const digest = keyOf(transaction.digest);
    if (at.digests.has(digest)) return "known";
    const priority = priorityOf(transaction, this.#spectrum.get(transaction.source));
    if (priority <= 0n) return "no balance";
    const pooled = { transaction, own, priority };
    if (at.slots.length < MAX_POOL_TRANSACTIONS_PER_TICK) {
      if (!this.#makeRoom(pooled)) return "full";
      at.slots.push(pooled);
    } else {
      const lowest = lowestSlot(at.slots);
      const evicted = at.slots[lowest]!;
      if (evicted.priority >= priority) return "full";
      at.slots[lowest] = pooled;
      at.digests.delete(keyOf(evicted.transaction.digest));
      this.#count(evicted, -1);
    }
    at.digests.add(digest);
    this.#ticks.set(tick, at);
    this.#count(pooled, 1);
    return "added";
  }

  /** A tick's transactions in the order of its leader. */
  transactionsFor(tick: number): readonly PooledTransaction[] {
    return this.#ticks.get(tick)?.slots ?? [];
  }

  /** Whether anything is scheduled for `from` or one of the `count` ticks after it. */
  hasBetween(from: number, count: number): boolean {
    for (let tick = from; tick <= from + count; tick++) if (this.#ticks.has(tick)) return true;
    return false;
  }

  /** Forgets what was scheduled before a tick. */
  startAt(tick: number): void {
    this.#first = tick;
    for (const [scheduled, { slots }] of this.#ticks) {
      if (scheduled >= tick) continue;
      for (const pooled of slots) this.#count(pooled, -1);
      this.#ticks.delete(scheduled);
    }
  }

  /** Throws out transactions of the furthest tick, the least important first, unless the new one is further away. */
  #makeRoom({ transaction }: Pooled): boolean {
    while (this.#bytes + transaction.bytes.length + OVERHEAD > MAX_POOL_BYTES) {
      const furthest = Math.max(...this.#ticks.keys());
      if (transaction.tick >= furthest) return false;
      const at = this.#ticks.get(furthest)!;
      const [evicted] = at.slots.splice(lowestSlot(at.slots), 1);
      at.digests.delete(keyOf(evicted!.transaction.digest));
      this.#count(evicted!, -1);
      if (at.slots.length === 0) this.#ticks.delete(furthest);
    }
    return true;
  }

  #count({ transaction }: Pooled, sign: 1 | -1): void {
    this.#size += sign;
    this.#bytes += sign * (transaction.bytes.length + OVERHEAD);
  }
}

function lowestSlot(slots: Pooled[]): number {
  let lowest = 0;
  slots.forEach(({ priority }, index) => {
    if (priority < slots[lowest]!.priority) lowest = index;
  });
  return lowest;
}
