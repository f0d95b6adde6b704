import { concatBytes, parseTransaction, type SignedTransaction } from "@qubix/qubic";
import type { PooledTransaction } from "../pool/transaction-pool.ts";

/** A tick as its leader fixed it two ticks ahead, and what came of it. */
export interface StoredTick {
  tick: number;
  epoch: number;
  time: Date;
  timelock: Uint8Array;
  /** Its transactions one after the other, in their order. */
  bytes: Uint8Array;
  /** Where each of them begins, and where the last one ends. */
  offsets: Uint32Array;
  /** Their digests, 32 bytes each. */
  digests: Uint8Array;
  /** One byte per transaction: 1 for an authorization that this process signed itself. */
  own: Uint8Array;
  /** One byte per transaction (see `Outcome`); undefined before the tick was executed. */
  outcomes?: Uint8Array;
}

/** What came of a transaction: nothing moved, money moved, or it didn't count at all (unknown sender). */
export const Outcome = { nothingMoved: 0, moneyFlew: 1, notCounted: 2 } as const;

export type TickHead = Pick<StoredTick, "tick" | "epoch" | "time" | "timelock">;

export function storeTick(head: TickHead, list: readonly PooledTransaction[]): StoredTick {
  const transactions = list.map(({ transaction }) => transaction);
  const offsets = new Uint32Array(transactions.length + 1);
  transactions.forEach(({ bytes }, i) => {
    offsets[i + 1] = offsets[i]! + bytes.length;
  });
  return {
    ...head,
    bytes: concatBytes(...transactions.map(({ bytes }) => bytes)),
    offsets,
    digests: concatBytes(...transactions.map(({ digest }) => digest)),
    own: Uint8Array.from(list, ({ own }) => Number(own)),
  };
}

export function transactionCount(tick: StoredTick): number {
  return tick.offsets.length - 1;
}

/** The bytes of a tick's i-th transaction. */
export function transactionBytes(tick: StoredTick, i: number): Uint8Array {
  return tick.bytes.subarray(tick.offsets[i]!, tick.offsets[i + 1]!);
}

export function digestAt(tick: StoredTick, i: number): Uint8Array {
  return tick.digests.subarray(32 * i, 32 * i + 32);
}

export function transactionsOf(tick: StoredTick): SignedTransaction[] {
  return Array.from({ length: transactionCount(tick) }, (_, i) => parseTransaction(transactionBytes(tick, i)));
}
