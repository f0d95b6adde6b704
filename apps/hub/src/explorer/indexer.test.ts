import type { ChainIndex, IndexedSpan } from "@qubix/market";
import { createSeed, keyPairFromSeed, signTransaction, type Transaction } from "@qubix/qubic";
import { describe, expect, it } from "vitest";
import type { FoundTick } from "../gateway/chain-gateway.ts";
import { Indexer } from "./indexer.ts";

type Content = Parameters<ChainIndex["put"]>[1];
const keyPair = keyPairFromSeed(createSeed());
const zero = new Uint8Array(32);

function signed(tick: number, changes: Partial<Transaction> = {}) {
  const fields = { destination: keyPair.publicKey, amount: 1n, tick, inputType: 0, input: new Uint8Array(0) };
  return signTransaction({ ...fields, ...changes }, keyPair);
}

function tickWith(tick: number, transactions: ReturnType<typeof signed>[]): FoundTick {
  const time = new Date(1_700_000_000_000 + tick);
  const transactionDigests = transactions.map(({ digest }) => digest);
  const rest = { computorIndex: tick % 676, epoch: 1, timelock: zero, contractFees: [], signature: new Uint8Array(64) };
  return { data: { ...rest, tick, time, transactionDigests }, transactions };
}

/** An index in memory, and a chain of ticks; those that are missing are empty. */
function setUp(ticks: Map<number, FoundTick>, start?: IndexedSpan) {
  let span = start;
  const puts: Content[] = [];
  const state = { last: 0, asked: [] as number[] };
  const indexer = new Indexer({
    index: {
      span: async () => span,
      async put(next, content) {
        span = next;
        puts.push(content);
      },
    },
    async readTick(tick) {
      state.asked.push(tick);
      return ticks.get(tick);
    },
    finalTick: () => state.last,
  });
  return { state, puts, spanNow: () => span, step: () => indexer.step() };
}

describe("the indexer", () => {
  it("begins with the last final tick, and goes on from where it was", async () => {
    const { state, puts, spanNow, step } = setUp(new Map([[101, tickWith(101, [signed(101)])]]));
    await step();
    expect(spanNow()).toBeUndefined();
    state.last = 100;
    await step();
    expect(spanNow()).toEqual({ from: 100, to: 100 });
    state.last = 103;
    await step();
    expect(spanNow()).toEqual({ from: 100, to: 103 });
    expect(puts[1]).toMatchObject({ from: 101, to: 103, ticks: [{ tick: 101, transactions: 1 }] });
    await step();
    expect(state.asked).toEqual([100, 101, 102, 103]);
  });

  it("takes some ticks at a time", async () => {
    const { state, spanNow, step } = setUp(new Map(), { from: 1, to: 1 });
    state.last = 70;
    await step();
    expect(spanNow()).toEqual({ from: 1, to: 33 });
    await step();
    await step();
    await step();
    expect(state.asked).toHaveLength(69);
    expect(spanNow()).toEqual({ from: 1, to: 70 });
  });

  it("leaves ticks out when it is too far behind, and begins anew after them", async () => {
    const { state, spanNow, step } = setUp(new Map(), { from: 1, to: 10 });
    state.last = 10_000;
    await step();
    expect(spanNow()).toEqual({ from: 5_905, to: 5_936 });
    expect(state.asked[0]).toBe(5_905);
  });

  it("keeps transactions with their places, and not the computors' authorizations", async () => {
    const vote = signed(5, { destination: zero, inputType: 13, amount: 0n });
    const [first, second] = [signed(5, { amount: 7n }), signed(5, { destination: zero, amount: 8n })];
    const { state, puts, step } = setUp(new Map([[5, tickWith(5, [first, vote, second])]]), { from: 4, to: 4 });
    state.last = 5;
    await step();
    expect(puts[0]!.transactions).toMatchObject([
      { tick: 5, place: 0, amount: 7n },
      { tick: 5, place: 2, amount: 8n },
    ]);
    expect(puts[0]!.ticks).toMatchObject([{ transactions: 3 }]);
  });

  it("writes nothing when a tick can't be read, and tries again", async () => {
    const { state, spanNow, step } = setUp(new Map(), { from: 1, to: 1 });
    state.last = 2;
    const broken = new Indexer({
      index: { span: async () => spanNow(), put: async () => expect.unreachable() },
      readTick: () => Promise.reject(new Error("no node")),
      finalTick: () => state.last,
    });
    await expect(broken.step()).rejects.toThrow("no node");
    await step();
    expect(spanNow()).toEqual({ from: 1, to: 2 });
  });
});
