import { CloseReason, Code, JobState, Outcome } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { type JobHandle, Market, work } from "./market.ts";
import { party } from "./test-chain.ts";

const REQUESTER = party("requester");

interface Run {
  price?: bigint;
  charge: bigint;
  answer?: string;
}

/** A market whose providers are called by their names, each with the stake and least price of the tests. */
function marketWith(names: string[], config = {}) {
  const market = new Market(config);
  market.addHub();
  const slots = new Map(names.map((name) => [name, market.addProvider(name)]));
  return { market, slots };
}

/** Each provider commits to an answer and a charge, then reveals both. */
function runAll(market: Market, job: JobHandle, slots: Map<string, number>, runs: Record<string, Run>) {
  const works = Object.entries(runs).map(([name, { price = 1000n, charge, answer = "42" }]) => {
    const attempt = market.assign(job, slots.get(name)!, price);
    return { name, attempt, hidden: work(answer, name, charge) };
  });
  for (const { name, attempt, hidden } of works) market.commit(job, attempt, name, hidden);
  for (const { name, attempt, hidden } of works) market.reveal(attempt, name, hidden);
}

const paidOf = (market: Market, job: JobHandle, count: number) =>
  market
    .receipt(job)
    .runs.slice(0, count)
    .map(({ paid }) => paid);

describe("a metered single run", () => {
  it("is paid its charge, and the requester gets the change", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob({ metered: 1, hubFee: 50n });
    runAll(market, job, slots, { ann: { charge: 130n } });
    expect(market.job(job).record).toMatchObject({ state: JobState.Decided, metered: 1 });
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });
    const receipt = market.receipt(job);
    expect(receipt).toMatchObject({ closeReason: CloseReason.Accepted, metered: 1, hubPaid: 50n, refunded: 870n });
    expect(receipt.runs[0]).toMatchObject({ paid: 130n, outcome: Outcome.Paid });
    expect(market.chain.balance(party("ann payout"))).toBe(130n);
    expect(market.hub().record).toMatchObject({ exposure: 0n });
  });

  it("costs its price at most, and the least price of its provider at least", () => {
    for (const [charge, paid] of [
      [900n, 900n],
      [1_000_000_000_000_000n, 900n],
      [5n, 40n],
      [0n, 40n],
    ] as const) {
      const market = new Market();
      market.addHub();
      const slots = new Map([["ann", market.addProvider("ann", { minPrice: 40n })]]);
      const job = market.createJob({ metered: 1 });
      market.endTicks();
      runAll(market, job, slots, { ann: { price: 900n, charge } });
      market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });
      expect(paidOf(market, job, 1)).toEqual([paid]);
    }
  });

  it("shows its charge from the reveal on, and not before", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob({ metered: 1 });
    const attempt = market.assign(job, slots.get("ann")!, 700n);
    const hidden = work("42", "ann", 130n);
    market.commit(job, attempt, "ann", hidden);
    expect(market.ask("getAssignment", attempt).record).toMatchObject({ price: 700n, charge: 700n });
    market.reveal(attempt, "ann", hidden);
    expect(market.ask("getAssignment", attempt).record).toMatchObject({ price: 700n, charge: 130n });
  });
});

describe("a metered quorum", () => {
  it("pays each its own charge where they are close", () => {
    const { market, slots } = marketWith(["ann", "bob", "cyd"]);
    const job = market.createJob({ metered: 1, replicas: 3 });
    runAll(market, job, slots, { ann: { charge: 100n }, bob: { charge: 110n }, cyd: { charge: 120n } });
    expect(market.receipt(job)).toMatchObject({ closeReason: CloseReason.Verified, refunded: 2670n });
    expect(paidOf(market, job, 3)).toEqual([100n, 110n, 120n]);
  });

  it("compares parts of prices, since machines ask for different prices", () => {
    const { market, slots } = marketWith(["ann", "bob", "cyd"]);
    const job = market.createJob({ metered: 1, replicas: 3 });
    runAll(market, job, slots, {
      ann: { price: 200n, charge: 50n },
      bob: { price: 400n, charge: 100n },
      cyd: { price: 1000n, charge: 250n },
    });
    expect(paidOf(market, job, 3)).toEqual([50n, 100n, 250n]);
  });

  it("pays the odd one out nothing, whatever it charges", () => {
    const { market, slots } = marketWith(["ann", "bob", "cyd"]);
    const job = market.createJob({ metered: 1, replicas: 3 });
    const odd = { charge: 1000n, answer: "lie" };
    runAll(market, job, slots, { ann: { charge: 100n }, bob: { charge: 100n }, cyd: odd });
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });
    expect(paidOf(market, job, 3)).toEqual([100n, 100n, 0n]);
    expect(market.receipt(job)).toMatchObject({ slashed: 1000n, refunded: 2800n });
  });

  it("pays base shares of charges where nothing is decided, of prices where nothing was charged yet", () => {
    const { market, slots } = marketWith(["ann", "bob", "cyd"]);
    const job = market.createJob({ metered: 1, replicas: 2, quorum: 2 });
    runAll(market, job, slots, { ann: { charge: 500n, answer: "1" }, bob: { charge: 100n, answer: "2" } });
    expect(market.receipt(job).closeReason).toBe(CloseReason.NoQuorum);
    expect(paidOf(market, job, 2)).toEqual([100n, 20n]);
    const other = market.createJob({ metered: 1 });
    market.assign(other, slots.get("cyd")!, 600n);
    market.ok(REQUESTER, "cancelJob", { ...other, nonce: 1n });
    expect(paidOf(market, other, 1)).toEqual([120n]);
  });
});

describe("a charge", () => {
  function start(metered: number) {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob({ metered });
    const attempt = market.assign(job, slots.get("ann")!);
    const commit = (charge: bigint) => market.commit(job, attempt, "ann", work("42", "ann", charge));
    const reveal = (charge: bigint) => {
      const args = market.revealArgs([{ ...work("42", "ann", charge), ...attempt }]);
      return market.run(party("ann hot"), "revealResults", args).code;
    };
    return { commit, reveal };
  }

  it("is what was committed to", () => {
    const { commit, reveal } = start(1);
    commit(100n);
    expect([reveal(101n), reveal(0n), reveal(100n)]).toEqual([
      Code.CommitmentMismatch,
      Code.CommitmentMismatch,
      Code.Ok,
    ]);
  });

  it("is between nothing and all the money there is", () => {
    const { commit, reveal } = start(1);
    commit(-1n);
    const out = [-1n, -(2n ** 63n), 2n ** 63n - 1n, 1_000_000_000_000_001n].map(reveal);
    expect(out).toEqual(out.map(() => Code.AmountOutOfRange));
  });

  it("is nothing for a job that isn't metered", () => {
    const { commit, reveal } = start(0);
    commit(1n);
    expect(reveal(1n)).toBe(Code.AmountOutOfRange);
  });

  it("needs a job that is metered or isn't", () => {
    const market = new Market();
    market.addHub();
    const args = market.jobArgs({ metered: 2 });
    expect(market.run(REQUESTER, "createJob", args, 10_000n).code).toBe(Code.BadPolicy);
  });
});
