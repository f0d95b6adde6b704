import { CloseReason, Code, Outcome } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market, work } from "./market.ts";
import { party } from "./test-chain.ts";

function threeProviders() {
  const market = new Market();
  market.addHub();
  const slots = ["ann", "bob", "cyd"].map((name) => market.addProvider(name));
  return { market, slots };
}

describe("a withdrawal under way", () => {
  it("of one in the majority doesn't save the liar from the slash", () => {
    const { market, slots } = threeProviders();
    const job = market.createJob({ replicas: 3 });
    const attempts = slots.map((slot) => market.assign(job, slot));
    const answers = [work("42", "ann"), work("lie", "bob"), work("42", "cyd")];
    const names = ["ann", "bob", "cyd"];
    names.forEach((name, i) => void market.commit(job, attempts[i]!, name, answers[i]!));
    // ann is bob's accomplice: she tells the truth and asks for the least that can be asked for
    market.ok(party("ann"), "requestUnstake", { amount: 1n, nonce: 1n }, market.config.callFee);
    names.forEach((name, i) => void market.reveal(attempts[i]!, name, answers[i]!));
    market.ok(party("requester"), "acceptResult", { ...job, nonce: 0n });
    const receipt = market.receipt(job);
    expect(receipt.closeReason).toBe(CloseReason.Verified);
    expect(receipt.runs[1]).toMatchObject({ outcome: Outcome.OddOneOut, slashed: 1000n });
  });

  it("counts for nothing where a job asks for stake", () => {
    const { market } = threeProviders();
    market.ok(party("ann"), "requestUnstake", { amount: 150_000n, nonce: 1n }, market.config.callFee);
    const job = market.createJob({ acceptPolicy: 2, minStake: 60_000n });
    const args = market.assignArgs([{ ...job, price: 1000n, leaseTicks: 20, provider: 0 }]);
    const { code } = market.run(party("hub hot"), "assignJobs", args, market.config.callFee);
    expect(code).toBe(Code.StakeBelowPolicy);
  });
});

describe("a nonce", () => {
  it("can't use up the window at once and so lock the stake in", () => {
    const { market } = threeProviders();
    const fee = market.config.callFee;
    const ask = (nonce: bigint) => market.run(party("ann"), "requestUnstake", { amount: 0n, nonce }, fee).code;
    for (const nonce of [2n ** 64n - 1n, 2n ** 63n, 2n ** 53n + 1n]) expect(ask(nonce)).toBe(Code.NonceUsed);
    const clock = BigInt(Date.UTC(2200, 0)) * 1000n;
    expect(ask(clock)).toBe(Code.Ok);
    expect(ask(clock + 2n ** 53n + 1n)).toBe(Code.NonceUsed);
    expect(ask(clock + 1n)).toBe(Code.Ok);
  });
});
