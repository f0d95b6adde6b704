import { CloseReason, JobState, NO_HUB, Outcome } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { type AttemptHandle, type JobHandle, Market, work } from "./market.ts";
import { party } from "./test-chain.ts";

const REQUESTER = party("requester");

function marketWith(providers: string[], config = {}) {
  const market = new Market(config);
  market.addHub();
  const slots = Object.fromEntries(providers.map((name) => [name, market.addProvider(name)]));
  return { market, slots: slots as Record<string, number> };
}

/** Everybody commits, then reveals, what `answers` says; undefined commits and never reveals. */
function runAll(
  market: Market,
  job: JobHandle,
  slots: Record<string, number>,
  answers: Record<string, string | undefined>,
) {
  const attempts: Record<string, AttemptHandle> = {};
  for (const name of Object.keys(answers)) attempts[name] = market.assign(job, slots[name]!);
  for (const [name, answer] of Object.entries(answers))
    market.commit(job, attempts[name]!, name, work(answer ?? "?", name));
  for (const [name, answer] of Object.entries(answers))
    if (answer) market.reveal(attempts[name]!, name, work(answer, name));
  return attempts;
}

describe("a single run", () => {
  it("is paid when the requester accepts", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob({ hubFee: 50n });
    const attempt = market.assign(job, slots.ann!, 900n);
    market.commit(job, attempt, "ann", work("42", "ann"));
    expect(market.job(job).record.state).toBe(JobState.Revealing);
    market.reveal(attempt, "ann", work("42", "ann"));
    expect(market.job(job).record.state).toBe(JobState.Decided);
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });

    const receipt = market.receipt(job);
    expect(receipt.closeReason).toBe(CloseReason.Accepted);
    expect(receipt.runs[0]).toEqual({
      paid: 900n,
      slashed: 0n,
      attempt: 1,
      provider: slots.ann,
      outcome: Outcome.Paid,
    });
    expect(market.chain.balance(party("ann payout"))).toBe(900n);
    expect(market.chain.balance(party("hub"))).toBe(50n);
    expect([receipt.burned, receipt.toShareholders, receipt.refunded]).toEqual([50n, 50n, 100n]);
    expect(market.chain.balance(REQUESTER)).toBe(100n);
    expect(market.provider(slots.ann!).record).toMatchObject({ locked: 0n, live: 0, stake: 200_000n });
    expect(market.hub().record).toMatchObject({ exposure: 0n, liveJobs: 0, earned: 50n });
  });

  it("is paid after the window when nobody objects, and what opens it stays readable", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob();
    const { ann } = runAll(market, job, slots, { ann: "42" });
    const shown = market.ask("getAssignment", { assignment: ann!.assignment });
    expect(shown.maskedKey).toEqual(work("42", "ann").maskedKey);
    expect(shown.ciphertextDigest).toEqual(work("42", "ann").ciphertextDigest);
    market.endTicks(market.config.disputeTicks);
    market.endTicks(1);
    expect(market.job(job).found).toBe(1);
    market.endTicks(1);
    expect(market.receipt(job).closeReason).toBe(CloseReason.Unchallenged);
    const reveal = market.ask("getReveal", { jobKey: job.jobKey, attempt: 1 });
    expect(reveal.record.maskedKey).toEqual(work("42", "ann").maskedKey);
    expect(market.ask("getAssignment", { assignment: ann!.assignment }).found).toBe(0);
  });

  it("expires without a commitment: everything but the fee goes back", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob();
    market.endTicks(95);
    market.assign(job, slots.ann!, 1000n, 50);
    market.endTicks(11);
    const receipt = market.receipt(job);
    expect(receipt).toMatchObject({ closeReason: CloseReason.Expired, refunded: receipt.escrow });
    expect(market.provider(slots.ann!).record.reputation.lost).toBe(1);
    expect(market.chain.balance(REQUESTER)).toBe(receipt.escrow);
  });

  it("is refunded when what was committed is never revealed", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob();
    runAll(market, job, slots, { ann: undefined });
    market.endTicks(market.config.revealTicks + 2);
    const receipt = market.receipt(job);
    expect(receipt).toMatchObject({ closeReason: CloseReason.Unrevealed, refunded: receipt.escrow });
    expect(receipt.runs[0]).toMatchObject({ paid: 0n, slashed: 0n, outcome: Outcome.NotRevealed });
    expect(market.provider(slots.ann!).record).toMatchObject({ stake: 200_000n, locked: 0n });
    expect(market.provider(slots.ann!).record.reputation.unrevealed).toBe(1);
  });
});

describe("a quorum", () => {
  const names = ["ann", "bob", "cyd"];

  it("that is unanimous and of independent stake is paid at once", () => {
    const { market, slots } = marketWith(names);
    const job = market.createJob({ replicas: 3 });
    runAll(market, job, slots, { ann: "42", bob: "42", cyd: "42" });
    const receipt = market.receipt(job);
    expect(receipt.closeReason).toBe(CloseReason.Verified);
    expect(receipt.runs.slice(0, 3).map((run) => run.paid)).toEqual([1000n, 1000n, 1000n]);
    expect(receipt.resultDigest).toEqual(work("42").resultDigest);
    const { record, requesters, score } = market.provider(slots.ann!);
    expect(record.reputation).toMatchObject({ verified: 1, verifiedWeight: 50n, earned: 1000n });
    expect([requesters, score]).toEqual([1, 5250]);
  });

  it("waits for the window when one disagrees, and slashes it", () => {
    const { market, slots } = marketWith(names);
    const job = market.createJob({ replicas: 3, acceptPolicy: 1, providers: Object.values(slots) });
    runAll(market, job, slots, { ann: "42", bob: "lie", cyd: "42" });
    expect(market.job(job).record).toMatchObject({ state: JobState.Decided, agreeing: 2 });
    const burnedBefore = market.chain.reserve;
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });
    const receipt = market.receipt(job);
    expect(receipt).toMatchObject({ closeReason: CloseReason.Verified, slashed: 1000n, burned: 150n, refunded: 1000n });
    expect(receipt.runs[1]).toMatchObject({ paid: 0n, slashed: 1000n, outcome: Outcome.OddOneOut });
    expect(market.provider(slots.bob!).record).toMatchObject({ stake: 199_000n, locked: 0n });
    expect(market.chain.reserve - burnedBefore).toBe(1150n);
    expect(market.chain.balance(party("bob payout"))).toBe(0n);
  });

  it("slashes nobody when the majority's stake isn't independent", () => {
    const { market, slots } = marketWith(names);
    const job = market.createJob({ replicas: 3 });
    market.ok(party("ann"), "requestUnstake", { amount: 1n, nonce: 1n }, market.config.callFee);
    runAll(market, job, slots, { ann: "42", bob: "honest", cyd: "42" });
    market.endTicks(market.config.disputeTicks + 2);
    const receipt = market.receipt(job);
    expect(receipt).toMatchObject({ closeReason: CloseReason.Verified, slashed: 0n });
    expect(market.provider(slots.bob!).record.stake).toBe(200_000n);
  });

  it("isn't paid at once when its stake isn't independent", () => {
    const { market, slots } = marketWith(names);
    const job = market.createJob({ replicas: 2, quorum: 2 });
    market.ok(party("ann"), "requestUnstake", { amount: 1n, nonce: 1n }, market.config.callFee);
    runAll(market, job, slots, { ann: "42", bob: "42" });
    expect(market.job(job).record.state).toBe(JobState.Decided);
  });

  it("that is missed pays base shares, burns that part of the fee and returns the rest", () => {
    const { market, slots } = marketWith(names);
    const job = market.createJob({ replicas: 3, hubFee: 77n });
    runAll(market, job, slots, { ann: "1", bob: "2", cyd: "3" });
    const receipt = market.receipt(job);
    expect(receipt).toMatchObject({ closeReason: CloseReason.NoQuorum, hubPaid: 0n, burned: 60n, toShareholders: 0n });
    expect(receipt.runs.slice(0, 3).map((run) => run.paid)).toEqual([200n, 200n, 200n]);
    expect(receipt.refunded).toBe(receipt.escrow - 660n);
  });

  it("counts those who committed before the deadline, and gives up on the others", () => {
    const { market, slots } = marketWith(names);
    const job = market.createJob({ replicas: 3 });
    const [ann, bob, cyd] = names.map((name) => market.assign(job, slots[name]!, 1000n, 50));
    market.commit(job, ann!, "ann", work("42", "ann"));
    market.commit(job, bob!, "bob", work("42", "bob"));
    market.endTicks(52);
    expect(market.job(job).record).toMatchObject({ state: JobState.Open, placed: 2, committed: 2 });
    market.endTicks(50);
    expect(market.job(job).record.state).toBe(JobState.Revealing);
    market.reveal(ann!, "ann", work("42", "ann"));
    market.reveal(bob!, "bob", work("42", "bob"));
    expect(market.receipt(job)).toMatchObject({ closeReason: CloseReason.Verified, refunded: 1000n });
    expect(cyd!.attempt).toBe(3);
  });
});

describe("attempts", () => {
  it("are revoked after a delay, and the replica goes to another", () => {
    const { market, slots } = marketWith(["ann", "bob"]);
    const job = market.createJob();
    const ann = market.assign(job, slots.ann!);
    const hot = party("hub hot");
    market.ok(hot, "revokeAssignment", { ...ann, nonce: 5n }, 100n);
    market.endTicks(market.config.revokeTicks);
    expect(market.job(job).record.placed).toBe(1);
    // The new assignment ends the one that is over
    const bob = market.assign(job, slots.bob!);
    expect(bob.attempt).toBe(2);
    expect(market.provider(slots.ann!).record).toMatchObject({ live: 0, locked: 0n });
    expect(market.provider(slots.ann!).record.reputation.lost).toBe(1);
    const late = { commitment: party("late"), ...ann };
    expect(market.run(party("ann hot"), "commitResults", market.commitArgs([late])).code).not.toBe(0);
  });

  it("survive a revocation by one objection, or by a commitment", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob();
    const ann = market.assign(job, slots.ann!, 1000n, 50);
    const revoke = () => market.ok(party("hub hot"), "revokeAssignment", { ...ann, nonce: 5n }, 100n);
    const object = () =>
      market.run(party("ann hot"), "renewLeases", market.leaseArgs([{ ...ann, leaseTicks: 0 }]), 100n).code;
    revoke();
    expect(object()).toBe(0);
    market.endTicks(5);
    expect(market.job(job).record.placed).toBe(1);
    revoke();
    expect(object()).not.toBe(0);
    market.commit(job, ann, "ann", work("1", "ann"));
    market.endTicks(5);
    expect(market.job(job).record.state).toBe(JobState.Revealing);
  });

  it("live on while the hub renews their lease, and end with it", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob();
    const ann = market.assign(job, slots.ann!, 1000n, 3);
    for (let i = 0; i < 5; i++) {
      market.endTicks(3);
      market.ok(party("hub hot"), "renewLeases", market.leaseArgs([{ ...ann, leaseTicks: 3 }]), 100n);
    }
    market.endTicks(4);
    expect(market.job(job).record.placed).toBe(1);
    market.endTicks(1);
    expect(market.job(job).record.placed).toBe(0);
    expect(market.hub().record.exposure).toBe(0n);
  });

  it("can be declined without harm and given again", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob();
    const first = market.assign(job, slots.ann!);
    market.ok(party("ann hot"), "declineJob", { ...first, reason: 1, nonce: 1n });
    expect(market.provider(slots.ann!).record.reputation).toMatchObject({ declined: 1, lost: 0 });
    expect(market.assign(job, slots.ann!).attempt).toBe(2);
  });

  it("that run when the requester cancels get their base share", () => {
    const { market, slots } = marketWith(["ann", "bob"]);
    const job = market.createJob({ replicas: 3 });
    market.assign(job, slots.ann!);
    market.assign(job, slots.bob!, 1000n, 2);
    market.endTicks(2);
    market.chain.currentTick++; // bob's lease is over, though no sweep came by
    market.ok(REQUESTER, "cancelJob", { ...job, nonce: 1n });
    const receipt = market.receipt(job);
    expect(receipt).toMatchObject({ closeReason: CloseReason.Cancelled, refunded: receipt.escrow - 200n, burned: 0n });
    expect(market.chain.balance(party("ann payout"))).toBe(200n);
    expect(market.chain.balance(party("bob payout"))).toBe(0n);
  });
});

describe("money around a job", () => {
  it("gives royalties up the lineage, four levels and no more", () => {
    const { market, slots } = marketWith(["ann"]);
    const models = [market.addModel("m0")];
    for (let i = 1; i < 6; i++) models.push(market.addModel(`m${i}`, i === 5 ? 1001n : 0n, models[i - 1], 5000));
    const job = market.createJob({ model: models[5]!, royalty: 1001n });
    const before = Array.from({ length: 6 }, (_, i) => market.chain.balance(party(`m${i}`)));
    runAll(market, job, slots, { ann: "42" });
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });
    const got = before.map((amount, i) => market.chain.balance(party(`m${i}`)) - amount);
    expect(got).toEqual([0n, 62n, 63n, 125n, 250n, 501n]);
    expect(market.receipt(job).royaltyPaid).toBe(1001n);
  });

  it("burns protocol fees whole while the reserve is low", () => {
    const { market, slots } = marketWith(["ann"], { reserveTarget: 1_000_000n });
    const job = market.createJob();
    runAll(market, job, slots, { ann: "42" });
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });
    expect(market.receipt(job)).toMatchObject({ burned: 100n, toShareholders: 0n });
  });

  it("pays shareholders what is left at the epoch's end", () => {
    const { market, slots } = marketWith(["ann"]);
    const job = market.createJob({ protocolFee: 2000n });
    runAll(market, job, slots, { ann: "42" });
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 1n });
    expect(market.ask("getTotals", {}).totals.revenue).toBe(1000n);
    market.chain.endEpoch();
    expect(market.chain.dividends).toBe(676n);
    expect(market.ask("getTotals", {}).totals).toMatchObject({ revenue: 324n, dividends: 676n });
    market.checkSums();
  });

  it("returns change, plain transfers, and books what contracts and donors send", () => {
    const { market } = marketWith([]);
    const args = market.jobArgs();
    market.ok(REQUESTER, "createJob", args, market.escrowOf(args) + market.config.createFee + 12_345n);
    expect(market.chain.balance(REQUESTER)).toBe(12_345n);
    for (const type of [0, 2, 3, 4, 5]) {
      market.chain.give(market.chain.self, 10n);
      market.chain.contract.clearDirty();
      market.chain.contract.postIncomingTransfer({ sourceId: party("giver"), amount: 10n, type });
      expect(market.chain.contract.hasDirtyState()).toBe(type !== 0);
      market.checkSums();
    }
    expect(market.chain.balance(party("giver"))).toBe(10n);
    expect(market.ask("getTotals", {}).totals.revenue).toBe(40n);
  });

  it("keeps a hub to its bond", () => {
    const { market, slots } = marketWith(["ann", "bob"]);
    market.addHub("small", 100_000n);
    for (const name of ["ann", "bob"]) {
      const { owner, hot, payout, minPrice, capacity } = market.provider(slots[name]!).record;
      const args = {
        owner,
        hot,
        payout,
        minPrice,
        capacity,
        hubs: [0, 1, NO_HUB, NO_HUB],
        anyHub: 0,
        paused: 0,
        nonce: 1n,
      };
      market.ok(party(name), "updateProvider", args, market.config.callFee + 1_000_000n);
    }
    const job = market.createJob({ hub: 1, priceCap: 900_000n, protocolFee: 9000n });
    const other = market.createJob({ hub: 1, priceCap: 900_000n, protocolFee: 9000n });
    market.assign(job, slots.ann!, 900_000n, 20, "small");
    const item = { ...other, price: 900_000n, leaseTicks: 20, provider: slots.bob! };
    expect(market.run(party("small hot"), "assignJobs", market.assignArgs([item]), 100n).codes[0]).toBe(13);
    const withdraw = { amount: 1n, nonce: 9n };
    expect(market.run(party("small"), "withdrawHubBond", withdraw, 100n).code).toBe(14);
  });
});
