import { keyPairFromSeed, type SignedTransaction, signTransaction } from "@qubix/qubic";
import { beforeEach, describe, expect, it } from "vitest";
import { Spectrum } from "../spectrum/spectrum.ts";
import { priorityOf } from "./priority.ts";
import { MAX_POOL_TRANSACTIONS_PER_TICK, POOL_TICKS, TransactionPool } from "./transaction-pool.ts";

const [rich, poor, broke] = ["r", "p", "b"].map((letter) => keyPairFromSeed(letter.repeat(55))) as [Key, Key, Key];
type Key = ReturnType<typeof keyPairFromSeed>;

let spectrum: Spectrum;
let pool: TransactionPool;
beforeEach(() => {
  spectrum = new Spectrum();
  spectrum.increase(rich.publicKey, 1_000_000n, 90);
  spectrum.increase(poor.publicKey, 10n, 90);
  pool = new TransactionPool(spectrum);
  pool.startAt(100);
});

const transaction = (from: Key, tick: number, amount = 0n): SignedTransaction =>
  signTransaction({ destination: new Uint8Array(32), amount, tick, inputType: 0, input: new Uint8Array(0) }, from);

describe("TransactionPool", () => {
  it("takes a transaction once, in its window, from a sender with a balance", () => {
    const one = transaction(rich, 105);
    expect(pool.add(one)).toBe("added");
    expect(pool.add(one)).toBe("known");
    expect(pool.add(transaction(rich, 99))).toBe("tick out of range");
    expect(pool.add(transaction(rich, 100 + POOL_TICKS))).toBe("tick out of range");
    expect(pool.add(transaction(rich, 99 + POOL_TICKS))).toBe("added");
    expect(pool.add(transaction(broke, 105))).toBe("no balance");
    expect(pool.size).toBe(2);
  });

  it("keeps the order of arrival and forgets past ticks", () => {
    const sent = [1n, 2n, 3n].map((amount) => transaction(rich, 105, amount));
    for (const each of sent) pool.add(each);
    expect(pool.transactionsFor(105).map((pooled) => pooled.transaction.amount)).toEqual([1n, 2n, 3n]);
    expect(pool.hasBetween(101, 3)).toBe(false);
    expect(pool.hasBetween(101, 4)).toBe(true);
    pool.startAt(106);
    expect(pool.size).toBe(0);
    expect(pool.transactionsFor(105)).toEqual([]);
  });

  it("throws out who matters least when a tick is full, in place", () => {
    for (let i = 0; i < MAX_POOL_TRANSACTIONS_PER_TICK; i++)
      pool.add(transaction(i === 7 ? poor : rich, 105, BigInt(i)));
    expect(pool.add(transaction(poor, 105, 9_998n))).toBe("full");
    const newcomer = transaction(rich, 105, 9_999n);
    expect(pool.add(newcomer)).toBe("added");
    expect(pool.size).toBe(MAX_POOL_TRANSACTIONS_PER_TICK);
    expect(pool.transactionsFor(105)[7]?.transaction.id).toBe(newcomer.id);
    expect(pool.add(transaction(rich, 105, 10_000n))).toBe("full");
  });
});

describe("priorityOf", () => {
  const sender = { incoming: 100n, outgoing: 40n, latestIncomingTick: 50, latestOutgoingTick: 0 };

  it("is balance × ticks since the last outgoing transfer, less one", () => {
    expect(priorityOf({ tick: 60 }, sender)).toBe(60n * 11n - 1n);
    expect(priorityOf({ tick: 60 }, { ...sender, latestOutgoingTick: 58 })).toBe(60n * 3n - 1n);
    expect(priorityOf({ tick: 60 }, { ...sender, outgoing: 100n })).toBe(0n);
    expect(priorityOf({ tick: 60 }, undefined)).toBe(0n);
    expect(priorityOf({ tick: 0xffffffff }, { ...sender, incoming: 10n ** 15n })).toBeLessThan(2n ** 63n);
  });
});
