import { keyOf } from "../spectrum/key-of.ts";
import { digestAt, type StoredTick, transactionBytes, transactionCount } from "./stored-tick.ts";

/** Ticks of the epoch before that can still be asked for. */
const TICKS_KEPT_OF_PRIOR_EPOCH = 100;
/** Bound on all transactions kept; a node keeps its whole epoch, a long-lived devnet lets go of the oldest ticks. */
const MAX_STORED_BYTES = 48 << 20;

/** Past ticks and the two next ones, with their transactions. */
export class TickStore {
  readonly #ticks = new Map<number, StoredTick>();
  /** Executed transactions of the current epoch by digest. */
  readonly #byDigest = new Map<string, [tick: number, index: number]>();
  #bytes = 0;

  get(tick: number): StoredTick | undefined {
    return this.#ticks.get(tick);
  }

  /** Adds the list that a tick's leader fixed. */
  add(tick: StoredTick): void {
    if (this.#ticks.has(tick.tick)) this.#remove(tick.tick);
    this.#ticks.set(tick.tick, tick);
    this.#bytes += sizeOf(tick);
    for (const oldest of this.#ticks.keys()) {
      if (this.#bytes <= MAX_STORED_BYTES || oldest >= tick.tick - 2) break;
      this.#remove(oldest);
    }
  }

  /** Notes that a tick was executed, so that its transactions can be found by their digests. */
  markExecuted(tick: StoredTick, outcomes: Uint8Array): void {
    tick.outcomes = outcomes;
    for (let i = 0; i < transactionCount(tick); i++) this.#byDigest.set(keyOf(digestAt(tick, i)), [tick.tick, i]);
  }

  /** An executed transaction's bytes. */
  transaction(digest: Uint8Array): Uint8Array | undefined {
    const [tick, index] = this.#byDigest.get(keyOf(digest)) ?? [];
    const stored = tick === undefined ? undefined : this.#ticks.get(tick);
    return stored && transactionBytes(stored, index!);
  }

  /** Keeps the last hundred ticks before a new epoch's first, and drops the lists fixed for it by the old epoch. */
  beginEpoch(initialTick: number): void {
    this.#byDigest.clear();
    for (const tick of [...this.#ticks.keys()]) {
      if (tick >= initialTick || tick < initialTick - TICKS_KEPT_OF_PRIOR_EPOCH) this.#remove(tick);
    }
  }

  #remove(tick: number): void {
    const stored = this.#ticks.get(tick)!;
    this.#ticks.delete(tick);
    this.#bytes -= sizeOf(stored);
    for (let i = 0; i < transactionCount(stored); i++) this.#byDigest.delete(keyOf(digestAt(stored, i)));
  }
}

function sizeOf(tick: StoredTick): number {
  return tick.bytes.length + transactionCount(tick) * 200 + 500;
}
