import { CloseReason, Code, NO_HUB } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { type JobHandle, Market, work } from "./market.ts";
import { party } from "./test-chain.ts";

const REQUESTER = party("requester");
const MOST = 1_000_000_000_000_000n;

function quorum(names: string[], minPrice = 10n) {
  const market = new Market();
  market.addHub();
  for (const name of names) market.addProvider(name, { minPrice });
  const job = market.createJob({ metered: 1, replicas: names.length });
  market.endTicks();
  const attempts = names.map((_, slot) => market.assign(job, slot));
  return { market, job, attempts };
}

/** What each is paid who charges so much of a price of 1,000, all with the same result. */
function paidFor(charges: bigint[], minPrice?: bigint): bigint[] {
  const names = charges.map((_, i) => `p${i}`);
  const { market, job, attempts } = quorum(names, minPrice);
  const works = charges.map((charge, i) => work("42", names[i]!, charge));
  attempts.forEach((attempt, i) => void market.commit(job, attempt, names[i]!, works[i]!));
  attempts.forEach((attempt, i) => void market.reveal(attempt, names[i]!, works[i]!));
  return paid(market, job, charges.length);
}

const paid = (market: Market, job: JobHandle, count: number) =>
  market
    .receipt(job)
    .runs.slice(0, count)
    .map((run) => run.paid);

describe("who charges too much", () => {
  it("gets no more than a quarter above the middle of the majority", () => {
    expect(paidFor([100n, 100n, 1000n])).toEqual([100n, 100n, 125n]);
    expect(paidFor([100n, 120n, 1000n])).toEqual([100n, 120n, 150n]);
    expect(paidFor([100n, 100n, 100n, 1000n, MOST])).toEqual([100n, 100n, 100n, 125n, 125n]);
  });

  it("needs more than half of the majority to move the middle, and is kept to the cap then", () => {
    expect(paidFor([100n, MOST, MOST])).toEqual([100n, 1000n, 1000n]);
  });

  it("can't see the others' charges first: his own is in his commitment, and none is taken once reveals have begun", () => {
    const { market, job, attempts } = quorum(["ann", "bob"]);
    const [ann, bob] = attempts as [(typeof attempts)[0], (typeof attempts)[0]];
    market.commit(job, ann, "ann", work("42", "ann", 100n));
    market.commit(job, bob, "bob", work("42", "bob", 100n));
    market.reveal(ann, "ann", work("42", "ann", 100n));
    const shown = market.revealArgs([{ ...work("42", "bob", 900n), ...bob }]);
    expect(market.run(party("bob hot"), "revealResults", shown).code).toBe(Code.CommitmentMismatch);
  });

  it("gains nothing by raising his least price when charges are known", () => {
    const { market, job, attempts } = quorum(["ann", "bob", "cyd"]);
    const works = ["ann", "bob", "cyd"].map((name, i) => work("42", name, i === 2 ? 1000n : 100n));
    attempts.forEach((attempt, i) => void market.commit(job, attempt, ["ann", "bob", "cyd"][i]!, works[i]!));
    market.reveal(attempts[0]!, "ann", works[0]!);
    const cyd = { owner: party("cyd"), hot: party("cyd hot"), payout: party("cyd payout"), minPrice: 1000n };
    const terms = { capacity: 4, hubs: [0, NO_HUB, NO_HUB, NO_HUB], anyHub: 0, paused: 0, nonce: 9n };
    market.ok(party("cyd"), "updateProvider", { ...cyd, ...terms }, 100n);
    market.reveal(attempts[1]!, "bob", works[1]!);
    market.reveal(attempts[2]!, "cyd", works[2]!);
    expect(paid(market, job, 3)).toEqual([100n, 100n, 125n]);
  });
});

describe("who charges too little", () => {
  it("can't take the pay of the other of two: a requester's puppet would compute for nothing", () => {
    expect(paidFor([0n, 700n])).toEqual([10n, 700n]);
  });

  it("can't press one of three, nor two of four", () => {
    expect(paidFor([0n, 700n, 700n])).toEqual([10n, 700n, 700n]);
    expect(paidFor([0n, 0n, 700n, 700n])).toEqual([10n, 10n, 700n, 700n]);
  });

  it("leaves everybody his least price, whoever has the majority", () => {
    expect(paidFor([0n, 0n, 900n], 300n)).toEqual([300n, 300n, 300n]);
  });
});

describe("a requester who tops up", () => {
  it("can't fill up a hub's bond or a provider's stake", () => {
    const market = new Market();
    market.addHub("hub", 100_000n);
    market.addProvider("ann", { stake: 50_000n });
    const job = market.createJob({ metered: 1 });
    market.assign(job, 0);
    const before = { hub: market.hub().record, ann: market.provider(0).record };
    market.ok(REQUESTER, "topUpJob", { ...job, extendTicks: 0, nonce: 1n }, 900_000_000_000_000n);
    expect(market.hub().record).toMatchObject({ exposure: before.hub.exposure, bond: before.hub.bond });
    expect(market.provider(0).record).toEqual(before.ann);
    market.assign(market.createJob(), 0, 999n);
    market.ok(REQUESTER, "cancelJob", { ...job, nonce: 1n });
    expect(market.receipt(job).refunded).toBeGreaterThan(700_000_000_000_000n);
  });

  it("can't cheapen the base share by a small price and large top-ups", () => {
    const market = new Market();
    market.addHub();
    market.addProvider("ann");
    const job = market.createJob({ metered: 1, priceCap: 10n, protocolFee: 1n });
    market.assign(job, 0, 10n);
    market.ok(REQUESTER, "topUpJob", { ...job, extendTicks: 0, nonce: 1n }, 100n + 10_100n);
    market.ok(REQUESTER, "cancelJob", { ...job, nonce: 1n });
    expect(paid(market, job, 1)).toEqual([2002n]);
  });

  it("can't keep somebody who has committed waiting", () => {
    const market = new Market();
    market.addHub();
    market.addProvider("ann");
    market.addProvider("puppet");
    const job = market.createJob({ metered: 1, replicas: 2, quorum: 2 });
    const ann = market.assign(job, 0, 1000n, 50);
    market.assign(job, 1, 1000n, 50);
    market.commit(job, ann, "ann", work("42", "ann", 100n));
    const extend = (extendTicks: number) =>
      market.run(REQUESTER, "topUpJob", { ...job, extendTicks, nonce: 1n }, 1000n).code;
    expect(extend(1)).toBe(Code.TooLate);
    expect(extend(0)).toBe(Code.Ok);
  });

  it("can't hold a place for longer than a creation could", () => {
    const market = new Market();
    market.addHub();
    const job = market.createJob();
    const { createdTick, deadline } = market.job(job).record;
    const extend = (ticks: number, nonce: number) =>
      market.run(REQUESTER, "topUpJob", { ...job, extendTicks: ticks, nonce: BigInt(nonce) }, 100n).code;
    const room = createdTick + market.config.maxJobTicks - deadline;
    expect([extend(room - 1, 1), extend(2, 2), extend(1, 2), extend(1, 3)]).toEqual([
      Code.Ok,
      Code.DeadlineOutOfRange,
      Code.Ok,
      Code.DeadlineOutOfRange,
    ]);
    market.endTicks(room + deadline - market.chain.currentTick + 2);
    expect(market.receipt(job).closeReason).toBe(CloseReason.Expired);
  });

  it("pays the protocol fee of a job created so large", () => {
    const market = new Market();
    market.addHub();
    const job = market.createJob({ metered: 1, priceCap: 10n, protocolFee: 0n });
    market.ok(REQUESTER, "topUpJob", { ...job, extendTicks: 0, nonce: 1n }, 100n + 1_000_000n);
    const { priceCap, protocolFee } = market.job(job).record;
    expect(protocolFee).toBe(((priceCap - 10n) * 100n) / 10_000n);
    expect(priceCap - 10n + protocolFee).toBeGreaterThan(999_998n);
  });
});

describe("sums at their bounds", () => {
  it("come out exactly", () => {
    const market = new Market({ hubBondBps: 0, minPrice: 1n });
    market.addHub();
    for (const name of ["ann", "bob", "cyd"]) market.addProvider(name, { stake: MOST, minPrice: 1n });
    const job = market.createJob({ metered: 1, replicas: 3, priceCap: 1n, protocolFee: 0n });
    const attempts = [0, 1, 2].map((slot) => market.assign(job, slot, 1n));
    const give = MOST - 10n;
    market.ok(REQUESTER, "topUpJob", { ...job, extendTicks: 0, nonce: 1n }, 100n + give);
    const { priceCap } = market.job(job).record;
    expect(priceCap).toBe(1n + (give * 10_000n) / 10_100n / 3n);
    const works = ["ann", "bob", "cyd"].map((name, i) => work("42", name, i === 0 ? 3n : MOST));
    attempts.forEach((attempt, i) => void market.commit(job, attempt, ["ann", "bob", "cyd"][i]!, works[i]!));
    attempts.forEach((attempt, i) => void market.reveal(attempt, ["ann", "bob", "cyd"][i]!, works[i]!));
    expect(paid(market, job, 3)).toEqual([3n, priceCap, priceCap]);
  });
});
