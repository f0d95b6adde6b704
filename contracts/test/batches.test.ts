import { BatchStatus, Code, chainHashOf, EventType, leafOf, NO_SLOT, verifyPath } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market, work } from "./market.ts";
import { hex, INDEX, party } from "./test-chain.ts";

const FIRST = 0;

function marketWithJobs(jobs: number, config = {}) {
  const market = new Market({ maxLiveJobsPerRequester: 5000, ...config });
  market.addHub("hub", 10_000_000n);
  market.addProvider("ann", { stake: 10_000_000n, capacity: 60_000 });
  return { market, jobs: Array.from({ length: jobs }, () => market.createJob()) };
}

function statusOf(market: Market, batch = FIRST) {
  return market.ask("getBatch", { batch }).status;
}

describe("batches", () => {
  for (const count of [1, 2, 3, 5, 8, 13, 16])
    it(`of ${count} have a path for each leaf`, () => {
      const { market, jobs } = marketWithJobs(count);
      const attempts = jobs.map((job) => market.assign(job, 0));
      expect(market.ask("getBatch", { batch: FIRST })).toMatchObject({ status: BatchStatus.Open, count });
      expect(market.ask("getPath", { batch: FIRST, index: 0 }).found).toBe(0);
      market.endTicks();
      const batch = market.ask("getBatch", { batch: NO_SLOT });
      expect(batch).toMatchObject({ batch: FIRST, status: BatchStatus.Pending, count, tick: 1000 });
      const request = market.chain.invocations[0]!.request;
      expect(hex(request.subarray(0, 32))).toBe(hex(batch.root));
      expect([...new Uint32Array(request.slice(32, 56).buffer)]).toEqual([INDEX, 0, FIRST, count, 1000, 0]);
      attempts.forEach(({ assignment, attempt }, i) => {
        const { record } = market.ask("getAssignment", { assignment });
        expect([record.batch, record.leafIndex]).toEqual([FIRST, i]);
        const path = market.ask("getPath", { batch: FIRST, index: i });
        const leaf = leafOf({
          contractIndex: INDEX,
          jobKey: jobs[i]!.jobKey,
          specDigest: party("spec"),
          provider: party("ann"),
          price: 1000n,
          assignment,
          attempt,
          expiry: record.expiry,
        });
        expect(hex(path.leaf)).toBe(hex(leaf));
        expect(verifyPath(leaf, i, path.siblings.slice(0, path.depth), batch.root)).toBe(true);
      });
      expect(market.ask("getPath", { batch: FIRST, index: count }).found).toBe(0);
    });

  it("wait flushTicks after the one before, not before the first", () => {
    const { market, jobs } = marketWithJobs(2, { flushTicks: 5 });
    market.assign(jobs[0]!, 0);
    market.endTicks();
    expect(market.chain.invocations).toHaveLength(1);
    market.assign(jobs[1]!, 0);
    market.endTicks(4);
    expect(market.chain.invocations).toHaveLength(1);
    market.endTicks();
    expect(market.chain.invocations).toHaveLength(2);
  });

  it("are sent at once when full", () => {
    const { market, jobs } = marketWithJobs(1025, { callFee: 0n });
    jobs.forEach((job, i) => {
      market.assign(job, 0);
      expect(market.chain.invocations).toHaveLength(i < 1023 ? 0 : 1);
    });
    const { root } = market.ask("getBatch", { batch: FIRST });
    for (const index of [0, 511, 1000, 1023]) {
      const path = market.ask("getPath", { batch: FIRST, index });
      expect(path.depth).toBe(10);
      expect(verifyPath(path.leaf, index, path.siblings.slice(0, 10), root)).toBe(true);
    }
    expect(market.ask("getBatch", { batch: 1 })).toMatchObject({ status: BatchStatus.Open, count: 1 });
  });

  it("become authorized, once", () => {
    const { market, jobs } = marketWithJobs(1);
    market.assign(jobs[0]!, 0);
    market.endTicks(3);
    expect(statusOf(market)).toBe(BatchStatus.Pending);
    market.chain.invocations[0]!.status = 2;
    market.endTicks(3);
    expect(statusOf(market)).toBe(BatchStatus.Authorized);
    expect(market.events().filter((event) => event.type === EventType.BatchAuthorized)).toHaveLength(1);
  });

  it("are tried again, later each time, and given up in the end", () => {
    const { market, jobs } = marketWithJobs(1, { maxJobTicks: 100_000 });
    market.assign(jobs[0]!, 0);
    market.chain.refusesInvocations = true;
    market.endTicks(20);
    market.chain.refusesInvocations = false;
    market.endTicks(40);
    expect(market.chain.invocations).toHaveLength(1);
    for (let i = 0; i < 3000 && statusOf(market) !== BatchStatus.Failed; i++) {
      for (const invocation of market.chain.invocations) invocation.status = 3;
      market.endTicks();
    }
    const tries = market
      .events()
      .filter((event) => event.type === EventType.BatchFlushed)
      .map((event) => event.tick);
    const gaps = tries.slice(1).map((tick, i) => tick - tries[i]!);
    expect(statusOf(market)).toBe(BatchStatus.Failed);
    expect(gaps.every((gap, i) => i === 0 || gap >= gaps[i - 1]!)).toBe(true);
    expect(market.ask("getBatch", { batch: FIRST }).tries).toBe(16);

    // Whoever pays brings it back
    const reissue = { batch: FIRST, nonce: 1n };
    expect(market.run(party("anyone"), "reissueBatch", reissue, 109n).code).toBe(Code.FeeTooSmall);
    market.ok(party("anyone"), "reissueBatch", reissue, 200n);
    expect(market.chain.balance(party("anyone"))).toBe(90n);
    expect(market.run(party("anyone"), "reissueBatch", reissue, 110n).code).toBe(Code.BatchNotReissuable);
    market.endTicks();
    market.chain.invocations.at(-1)!.status = 2;
    market.endTicks();
    expect(statusOf(market)).toBe(BatchStatus.Authorized);
  });

  it("go on after an epoch's end forgot them", () => {
    const { market, jobs } = marketWithJobs(2);
    market.assign(jobs[0]!, 0);
    market.endTicks();
    market.chain.invocations[0]!.status = 2;
    market.endTicks();
    market.assign(jobs[1]!, 0);
    market.endTicks(2);
    expect(statusOf(market, 1)).toBe(BatchStatus.Pending);
    const { root } = market.ask("getBatch", { batch: 1 });
    market.chain.endEpoch();
    expect([statusOf(market, 0), statusOf(market, 1)]).toEqual([BatchStatus.Authorized, BatchStatus.Queued]);
    market.endTicks();
    expect(market.chain.invocations).toHaveLength(1);
    expect(hex(market.chain.invocations[0]!.request.subarray(0, 32))).toBe(hex(root));
    expect(market.ask("getBatch", { batch: 1 })).toMatchObject({ status: BatchStatus.Pending, epoch: 201 });
  });

  it("are not started shortly before an epoch's end", () => {
    const { market, jobs } = marketWithJobs(1, { epochGuardMinutes: 3 });
    market.chain.currentTime = new Date("2026-08-12T11:57:00Z"); // a Wednesday
    market.assign(jobs[0]!, 0);
    market.endTicks(6);
    expect(statusOf(market)).toBe(BatchStatus.Queued);
    market.chain.currentTime = new Date("2026-08-13T11:57:00Z");
    market.endTicks(3);
    expect(statusOf(market)).toBe(BatchStatus.Pending);
  });

  it("wait while there is no money for the fee", () => {
    const { market, jobs } = marketWithJobs(1, { createFee: 0n, callFee: 0n });
    const operations = market.ask("getTotals", {}).totals.operations;
    expect(operations).toBe(0n);
    market.assign(jobs[0]!, 0);
    market.endTicks(4);
    expect(statusOf(market)).toBe(BatchStatus.Queued);
    market.chain.give(market.chain.self, 10n);
    market.chain.contract.postIncomingTransfer({ sourceId: party("donor"), amount: 10n, type: 4 });
    market.endTicks(3);
    expect(statusOf(market)).toBe(BatchStatus.Pending);
    expect(market.ask("getTotals", {}).totals).toMatchObject({ revenue: 0n, ocFees: 10n });
  });
});

describe("events", () => {
  it("are chained by hash, across the ring's end", () => {
    const { market, jobs } = marketWithJobs(1);
    for (let i = 0; i < 3000; i++) {
      const { assignment, attempt } = market.assign(jobs[0]!, 0);
      market.ok(party("ann hot"), "declineJob", { assignment, attempt, reason: 0, nonce: 0n });
      market.endTicks();
      if (market.ask("getEvents", { fromSeq: 0n }).nextSeq > 4200n) break;
      if (market.chain.currentTick % 90 === 0) jobs[0] = market.createJob();
    }
    let { firstSeq: seq, nextSeq, chainHash } = market.ask("getEvents", { fromSeq: 0n });
    expect(nextSeq - seq).toBe(4096n);
    let previous: Uint8Array | undefined;
    while (seq < nextSeq) {
      const page = market.ask("getEvents", { fromSeq: seq });
      for (const event of page.events.slice(0, page.count)) {
        expect(event.seq).toBe(seq);
        if (previous) expect(hex(chainHashOf(previous, event))).toBe(hex(event.chainHash));
        previous = event.chainHash;
        seq++;
      }
    }
    expect(hex(previous!)).toBe(hex(chainHash));
    expect(market.ask("getEvents", { fromSeq: nextSeq + 5n }).count).toBe(0);
  });
});

describe("receipts", () => {
  it("keep a path to the root of their epoch, long after it", () => {
    const { market } = marketWithJobs(0, { createFee: 0n, callFee: 0n });
    const settle = (count: number) => {
      for (let i = 0; i < count; i++) market.ok(party("requester"), "cancelJob", { ...market.createJob(), nonce: 0n });
    };
    settle(5);
    market.chain.endEpoch();
    settle(2100);
    const { record, found } = market.ask("getEpochRoot", { epoch: 200 });
    expect([found, record.count]).toEqual([1, 5n]);
    expect(market.ask("getReceiptPath", { index: 3n, count: 5n }).found).toBe(0);
    market.chain.endEpoch();
    settle(1500);
    const later = market.ask("getEpochRoot", { epoch: 201 }).record;
    expect(later.count).toBe(2105n);
    const rootOf = (count: bigint) => market.ask("getReceiptPath", { index: 1557n, count }).root;
    for (const count of [2105n, 3000n, 3605n])
      for (const index of [1557n, 1558n, 2047n, 2048n, 2104n, 2999n, 3604n]) {
        const path = market.ask("getReceiptPath", { index, count });
        expect(path.found).toBe(index < count ? 1 : 0);
        if (!path.found) continue;
        expect(hex(path.root)).toBe(hex(rootOf(count)));
        expect(verifyPath(path.leaf, Number(index), path.siblings.slice(0, path.depth), path.root)).toBe(true);
      }
    expect(hex(rootOf(2105n))).toBe(hex(later.root));
    expect(market.ask("getReceiptPath", { index: 1556n, count: 0n }).found).toBe(0);
  });
});

describe("results", () => {
  it("of several jobs travel in one transaction, item by item", () => {
    const { market, jobs } = marketWithJobs(3);
    const attempts = jobs.map((job) => market.assign(job, 0));
    const results = jobs.map((_, i) => work(`${i}`, "ann"));
    const items = attempts.map((attempt, i) => ({
      ...attempt,
      commitment: market.commitmentOf(jobs[i]!, attempt, "ann", results[i]!),
    }));
    items[1]!.attempt = 7;
    const output = market.ok(party("ann hot"), "commitResults", market.commitArgs(items));
    expect(output.codes.slice(0, 3)).toEqual([Code.Ok, Code.StaleAttempt, Code.Ok]);
    const reveals = [0, 1, 2, 0].map((i) => ({ ...results[i]!, ...attempts[i]! }));
    const revealed = market.ok(party("ann hot"), "revealResults", market.revealArgs(reveals));
    expect(revealed.codes).toEqual([Code.Ok, Code.NotRevealing, Code.Ok, Code.NotRevealing]);
  });
});
