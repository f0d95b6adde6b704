import { CloseReason, Code, EventType } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { type JobHandle, Market, work } from "./market.ts";
import { party } from "./test-chain.ts";

const REQUESTER = party("requester");
const FEE = 100n;

function start(change: Parameters<Market["createJob"]>[0] = {}, config = {}) {
  const market = new Market(config);
  market.addHub();
  market.addProvider("ann");
  market.addProvider("bob");
  const job = market.createJob({ metered: 1, ...change });
  return { market, job };
}

function topUp(
  market: Market,
  job: JobHandle,
  nonce: number,
  amount: bigint,
  extendTicks = 0,
  from = REQUESTER,
): number {
  return market.run(from, "topUpJob", { ...job, extendTicks, nonce: BigInt(nonce) }, amount).code;
}

describe("TopUpJob", () => {
  it("raises the cap of all replicas alike, with the protocol fee for it, and returns what can't be divided", () => {
    const { market, job } = start({ replicas: 3 });
    const before = market.chain.balance(REQUESTER);
    market.chain.give(REQUESTER, 1000n + FEE);
    expect(topUp(market, job, 1, 1000n + FEE)).toBe(Code.Ok);
    // 1000 = 3 * 330 + 1 % of 990 + 1
    expect(market.chain.balance(REQUESTER) - before).toBe(1n);
    const { record, escrow } = market.job(job);
    expect(record).toMatchObject({ priceCap: 1330n, protocolFee: 309n, topUps: 1 });
    expect(escrow).toBe(3n * 1330n + 309n);
    const event = market.events().at(-1)!;
    expect(event).toMatchObject({ type: EventType.JobToppedUp, slot: job.jobSlot, amount: 999n, key: job.jobKey });
    expect(event.other).toBe(record.deadline);
  });

  it("lets running attempts charge more, and those that come", () => {
    const { market, job } = start({ replicas: 2, quorum: 2 });
    const ann = market.assign(job, 0, 600n);
    expect(topUp(market, job, 1, 1010n + FEE)).toBe(Code.Ok);
    expect(market.ask("getAssignment", ann).record).toMatchObject({ price: 600n, charge: 1100n, locked: 600n });
    const bob = market.assign(job, 1, 1500n);
    expect(market.hub().record.exposure).toBe(2100n);
    for (const [name, attempt, charge] of [["ann", ann, 1050n] as const, ["bob", bob, 2000n] as const])
      market.commit(job, attempt, name, work("42", name, charge));
    market.reveal(ann, "ann", work("42", "ann", 1050n));
    market.reveal(bob, "bob", work("42", "bob", 2000n));
    const receipt = market.receipt(job);
    expect(receipt.runs.slice(0, 2).map(({ paid }) => paid)).toEqual([1050n, 1500n]);
    expect(receipt).toMatchObject({ closeReason: CloseReason.Verified, refunded: 450n });
    expect(market.hub().record.exposure).toBe(0n);
  });

  it("raises what a job that isn't metered offers to those that come, not what runs", () => {
    const { market, job } = start({ metered: 0, replicas: 2, quorum: 2 });
    const ann = market.assign(job, 0, 1000n);
    expect(topUp(market, job, 1, 1010n + FEE)).toBe(Code.Ok);
    const bob = market.assign(job, 1, 1500n);
    market.commit(job, ann, "ann", work("42", "ann"));
    market.commit(job, bob, "bob", work("42", "bob"));
    market.reveal(ann, "ann", work("42", "ann"));
    market.reveal(bob, "bob", work("42", "bob"));
    expect(
      market
        .receipt(job)
        .runs.slice(0, 2)
        .map(({ paid }) => paid),
    ).toEqual([1000n, 1500n]);
  });

  it("extends the deadline, with money or without", () => {
    const { market, job } = start();
    const { deadline } = market.job(job).record;
    expect(topUp(market, job, 1, FEE, 40)).toBe(Code.Ok);
    expect(topUp(market, job, 2, FEE + 101n, 10)).toBe(Code.Ok);
    expect(market.job(job).record).toMatchObject({ deadline: deadline + 50, priceCap: 1100n });
    market.endTicks(deadline - market.chain.currentTick + 20);
    const ann = market.assign(job, 0, 1100n, 25);
    expect(market.ask("getAssignment", ann).record.expiry).toBe(deadline + 50);
    market.commit(job, ann, "ann", work("42", "ann", 7n));
    market.endTicks(40);
    expect(market.receipt(job).closeReason).toBe(CloseReason.Unrevealed);
  });

  it("happens once for each nonce, in any order within the window", () => {
    const { market, job } = start();
    const codes = [3, 1, 3, 1, 2, 2, 19, 20, 4, 35, 19, 36, 0].map((nonce) => topUp(market, job, nonce, 111n + FEE));
    const { Ok, NonceUsed } = Code;
    expect(codes).toEqual([
      Ok,
      Ok,
      NonceUsed,
      NonceUsed,
      Ok,
      NonceUsed,
      Ok,
      Ok,
      NonceUsed,
      Ok,
      NonceUsed,
      Ok,
      NonceUsed,
    ]);
    expect(market.job(job).record).toMatchObject({ priceCap: 1000n + 7n * 109n, topUps: 36 });
    for (const nonce of [36 + 17, 65_536, 2 ** 53]) expect(topUp(market, job, nonce, 300n)).toBe(NonceUsed);
  });

  it("is refused, and refunded whole, where it has no sense", () => {
    const { market, job } = start({}, { maxJobTicks: 500 });
    expect(topUp(market, { ...job, jobSlot: 7 }, 1, 999n)).toBe(Code.UnknownJob);
    expect(topUp(market, { ...job, jobKey: party("x") }, 1, 999n)).toBe(Code.UnknownJob);
    expect(topUp(market, job, 1, 999n, 0, party("stranger"))).toBe(Code.NotAuthorized);
    expect(topUp(market, job, 1, FEE - 1n)).toBe(Code.FeeTooSmall);
    expect(topUp(market, job, 1, 0n, 10)).toBe(Code.FeeTooSmall);
    expect(topUp(market, job, 1, FEE)).toBe(Code.EscrowTooSmall);
    expect(topUp(market, job, 1, FEE, 401)).toBe(Code.DeadlineOutOfRange);
    expect(topUp(market, job, 1, FEE, 0xffff_ffff)).toBe(Code.DeadlineOutOfRange);
    expect(topUp(market, job, 1, 1_000_000_000_000_000n)).toBe(Code.AmountOutOfRange);
    const ann = market.assign(job, 0);
    market.commit(job, ann, "ann", work("42", "ann", 5n));
    expect(topUp(market, job, 1, 999n)).toBe(Code.WrongState);
    market.reveal(ann, "ann", work("42", "ann", 5n));
    expect(topUp(market, job, 1, 999n)).toBe(Code.WrongState);
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });
    expect(topUp(market, job, 1, 999n)).toBe(Code.UnknownJob);
  });

  it("comes too late after the deadline, even where nobody has swept yet", () => {
    const { market, job } = start();
    market.assign(job, 0, 1000n, 50);
    market.endTicks(market.job(job).record.deadline - market.chain.currentTick);
    expect(topUp(market, job, 1, 300n)).toBe(Code.Ok);
    market.chain.currentTick++;
    expect(topUp(market, job, 2, 300n, 50)).toBe(Code.TooLate);
  });
});
