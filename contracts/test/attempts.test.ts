import { Code, NO_PROVIDER, PROCEDURES } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { type AttemptHandle, type JobHandle, Market, NO_JOB, TEST_CONFIG, work } from "./market.ts";
import { party } from "./test-chain.ts";

// Market.run checks, for every call here, that Explain agrees and that a refusal writes nothing and refunds all.

const HOT = party("hub hot");
const REQUESTER = party("requester");
const ZERO = new Uint8Array(32);
const { callFee } = TEST_CONFIG;

describe("calls about an attempt", () => {
  const start = () => {
    const market = new Market();
    market.addHub();
    market.addProvider("ann");
    market.addProvider("bob");
    const job = market.createJob({ replicas: 2, quorum: 2 });
    const attempt = market.assign(job, 0);
    return { market, job, attempt };
  };
  const ANN = party("ann hot");

  it("RenewLeases", () => {
    const { market, attempt } = start();
    const renew = (change: Partial<AttemptHandle & { leaseTicks: number }>, from = HOT, fee = callFee) =>
      market.run(from, "renewLeases", market.leaseArgs([{ ...attempt, leaseTicks: 30, ...change }]), fee).code;
    expect(renew({})).toBe(Code.Ok);
    expect(renew({}, HOT, 99n)).toBe(Code.FeeTooSmall);
    expect(renew({ assignment: 9 })).toBe(Code.UnknownAssignment);
    expect(renew({ assignment: 16_384 })).toBe(Code.UnknownAssignment);
    expect(renew({ attempt: 2 })).toBe(Code.StaleAttempt);
    expect(renew({ leaseTicks: 51 })).toBe(Code.LeaseOutOfRange);
    expect(renew({}, REQUESTER)).toBe(Code.NotAuthorized);
    expect(renew({}, ANN)).toBe(Code.NothingToObject);
    for (const count of [0, 65])
      expect(market.run(HOT, "renewLeases", { ...market.leaseArgs([]), count }, callFee).code).toBe(Code.BadInput);
    market.chain.currentTick = 1105;
    expect(renew({})).toBe(Code.TooLate);
  });

  it("RevokeAssignment", () => {
    const { market, job, attempt } = start();
    const revoke = (change: Partial<AttemptHandle> = {}, from = HOT, fee = callFee) =>
      market.run(from, "revokeAssignment", { ...attempt, nonce: 0n, ...change }, fee).code;
    expect(revoke({}, HOT, 0n)).toBe(Code.FeeTooSmall);
    expect(revoke({}, ANN)).toBe(Code.NotAuthorized);
    expect(revoke({ assignment: 3 })).toBe(Code.UnknownAssignment);
    expect(revoke({ attempt: 9 })).toBe(Code.StaleAttempt);
    expect(revoke()).toBe(Code.Ok);
    expect(revoke()).toBe(Code.RevocationPending);
    market.commit(job, attempt, "ann", work("1", "ann"));
    expect(revoke()).toBe(Code.NotLive);
  });

  it("DeclineJob", () => {
    const { market, job, attempt } = start();
    const decline = (change: Partial<AttemptHandle> = {}, from = ANN) =>
      market.run(from, "declineJob", { ...attempt, reason: 0, nonce: 0n, ...change }, 5n).code;
    expect(decline({}, HOT)).toBe(Code.NotAuthorized);
    expect(decline({ assignment: 3 })).toBe(Code.UnknownAssignment);
    expect(decline({ attempt: 0 })).toBe(Code.StaleAttempt);
    market.commit(job, attempt, "ann", work("1", "ann"));
    expect(decline()).toBe(Code.NotLive);
  });

  it("CommitResults", () => {
    const { market, job, attempt } = start();
    const commitment = market.commitmentOf(job, attempt, "ann", work("1", "ann"));
    const commit = (change: Partial<AttemptHandle & { commitment: Uint8Array }> = {}, from = ANN) =>
      market.run(from, "commitResults", market.commitArgs([{ commitment, ...attempt, ...change }]), 9n).code;
    expect(commit({}, party("bob hot"))).toBe(Code.NotAuthorized);
    expect(commit({}, party("ann"))).toBe(Code.NotAuthorized);
    expect(commit({ assignment: 5 })).toBe(Code.UnknownAssignment);
    expect(commit({ attempt: 2 })).toBe(Code.StaleAttempt);
    expect(commit({ commitment: ZERO })).toBe(Code.BadInput);
    for (const count of [0, 17])
      expect(market.run(ANN, "commitResults", { ...market.commitArgs([]), count }).code).toBe(Code.BadInput);
    market.chain.currentTick = 1105;
    expect(commit()).toBe(Code.TooLate);
    market.chain.currentTick = 1104;
    expect(commit()).toBe(Code.Ok);
    expect(commit()).toBe(Code.NotLive);
  });

  it("RevealResults", () => {
    const { market, job, attempt } = start();
    const result = work("1", "ann");
    const reveal = (change: Partial<AttemptHandle & typeof result> = {}, from = ANN) =>
      market.run(from, "revealResults", market.revealArgs([{ ...result, ...attempt, ...change }]), 9n).code;
    market.commit(job, attempt, "ann", result);
    expect(reveal()).toBe(Code.NotRevealing);
    const other = market.assign(job, 1);
    // A commitment copied from another is worthless: it can't be opened
    const copied = market.commitmentOf(job, attempt, "ann", result);
    market.ok(party("bob hot"), "commitResults", market.commitArgs([{ commitment: copied, ...other }]));
    expect(reveal({ ...other }, party("bob hot"))).toBe(Code.CommitmentMismatch);
    expect(reveal({}, party("bob hot"))).toBe(Code.NotAuthorized);
    expect(reveal({ assignment: 5 })).toBe(Code.UnknownAssignment);
    expect(reveal({ attempt: 5 })).toBe(Code.StaleAttempt);
    for (const part of ["resultDigest", "ciphertextDigest", "maskedKey", "salt"] as const)
      expect(reveal({ [part]: ZERO })).toBe(Code.CommitmentMismatch);
    for (const count of [0, 5])
      expect(market.run(ANN, "revealResults", { ...market.revealArgs([]), count }).code).toBe(Code.BadInput);
    expect(reveal()).toBe(Code.Ok);
    expect(reveal()).toBe(Code.NotRevealing);
    // No commitment once reveals have begun
    expect(market.run(ANN, "commitResults", market.commitArgs([{ commitment: copied, ...attempt }])).code).toBe(
      Code.NotLive,
    );
  });
});

describe("AcceptResult, CancelJob, ClaimTimeout", () => {
  it("keep to their time and their caller", () => {
    const market = new Market();
    market.addHub();
    market.addProvider("ann");
    const job = market.createJob();
    const say = (name: "acceptResult" | "cancelJob" | "claimTimeout", from = REQUESTER, which: JobHandle = job) =>
      market.run(from, name, { ...which, nonce: 0n }, 3n).code;
    for (const name of ["acceptResult", "cancelJob", "claimTimeout"] as const) {
      expect(say(name, REQUESTER, NO_JOB)).toBe(Code.UnknownJob);
      expect(say(name, REQUESTER, { ...job, jobSlot: 3 })).toBe(Code.UnknownJob);
    }
    expect(say("acceptResult", party("other"))).toBe(Code.NotAuthorized);
    expect(say("cancelJob", party("other"))).toBe(Code.NotAuthorized);
    expect(say("acceptResult")).toBe(Code.WrongState);
    expect(say("claimTimeout")).toBe(Code.NothingDue);
    const attempt = market.assign(job, 0, 1000n, 5);
    market.chain.currentTick += 6;
    expect(say("claimTimeout", party("anyone"))).toBe(Code.Ok);
    expect(market.job(job).record.placed).toBe(0);
    market.addProvider("bob");
    const second = market.assign(job, 1, 1000n, 5);
    expect(second.attempt).toBe(attempt.attempt + 1);
    market.commit(job, second, "bob", work("1", "bob"));
    expect(say("cancelJob")).toBe(Code.TooLate);
    market.reveal(second, "bob", work("1", "bob"));
    expect(say("cancelJob")).toBe(Code.TooLate);
    market.chain.currentTick += market.config.disputeTicks + 1;
    expect(say("claimTimeout", party("anyone"))).toBe(Code.Ok);
    expect(say("claimTimeout", party("anyone"))).toBe(Code.UnknownJob);
    expect(say("acceptResult")).toBe(Code.UnknownJob);
  });
});

describe("what comes later", () => {
  it("refuses clearly", () => {
    const market = new Market();
    const later = ["disputeJob", "openChannel", "topUpChannel", "redeemVoucher", "closeChannel"] as const;
    const args = {
      jobKey: ZERO,
      jobSlot: 0,
      attempt: 1,
      nonce: 1n,
      payee: ZERO,
      channel: 0,
      total: 1n,
      signature: new Uint8Array(64),
    };
    for (const name of later) expect(market.run(REQUESTER, name, args as never, 50n).code).toBe(Code.NotYetAvailable);
    expect(market.explain(REQUESTER, 99, ZERO, 0n).code).toBe(Code.UnknownProcedure);
    expect(Object.keys(PROCEDURES)).toHaveLength(28);
    expect(market.jobArgs().providers).toEqual(new Array(8).fill(NO_PROVIDER));
  });
});
