import { CloseReason, encode, LAYOUTS } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market, work } from "./market.ts";
import { hex, party } from "./test-chain.ts";

const REQUESTER = party("requester");
const MOST = 10n ** 15n;

describe("amounts at the bounds", () => {
  it("are paid to the unit at 10^15, with shares in basis points", () => {
    const market = new Market({ minProtocolFeeBps: 0 });
    market.addHub("hub", MOST / 10n);
    market.addProvider("ann", { stake: MOST });
    // A job whose escrow and fee fill one transaction
    const price = MOST - market.config.createFee - 9999n;
    const job = market.createJob({ priceCap: price, protocolFee: 9999n });
    const attempt = market.assign(job, 0, price);
    expect(market.provider(0).record.locked).toBe(price);
    market.commit(job, attempt, "ann", work("1", "ann"));
    market.reveal(attempt, "ann", work("1", "ann"));
    market.ok(REQUESTER, "acceptResult", { ...job, nonce: 0n });
    expect(market.receipt(job)).toMatchObject({ burned: 4999n, toShareholders: 5000n, refunded: 0n });
    expect(market.chain.balance(party("ann payout"))).toBe(price);
  });

  it("give each share of basis points exactly, for any amount", () => {
    for (const bps of [0, 1, 3333, 9999, 10_000])
      for (const price of [10n, 9999n, 10_001n, MOST - 12_345n]) {
        const market = new Market({ baseShareBps: bps, minProtocolFeeBps: 0 });
        market.addHub("hub", MOST / 5n);
        market.addProvider("ann", { stake: MOST });
        const job = market.createJob({ priceCap: price, protocolFee: 0n });
        market.assign(job, 0, price);
        market.ok(REQUESTER, "cancelJob", { ...job, nonce: 0n });
        expect(market.chain.balance(party("ann payout"))).toBe((price * BigInt(bps)) / 10_000n);
      }
  });
});

describe("a tick", () => {
  it("leaves the state clean when nothing is due", () => {
    const market = new Market();
    const idle = () => {
      market.chain.contract.clearDirty();
      market.endTicks(3);
      return !market.chain.contract.hasDirtyState();
    };
    expect(idle()).toBe(true);
    market.addHub();
    market.addProvider("ann");
    expect(idle()).toBe(true);
    const job = market.createJob();
    expect(idle()).toBe(true);
    market.assign(job, 0, 1000n, 50);
    expect(idle()).toBe(false); // the batch is sent
    expect(idle()).toBe(true); // and awaited
    market.chain.invocations[0]!.status = 2;
    expect(idle()).toBe(false);
    expect(idle()).toBe(true);
    market.endTicks(110);
    expect(market.receipt(job).closeReason).toBe(CloseReason.Expired);
    expect(idle()).toBe(true);
  });

  it("looks at no more jobs than it may, and comes to all of them", () => {
    const market = new Market({ sweepSlots: 32, maxLiveJobsPerRequester: 1000 });
    market.addHub();
    for (let i = 0; i < 200; i++) market.createJob({ deadline: market.chain.currentTick + 3 });
    const left: number[] = [];
    for (let i = 0; i < 300; i++) {
      market.endTicks();
      left.push(market.ask("getTotals", {}).counts.liveJobs);
    }
    const settled = left.map((count, i) => (i === 0 ? 200 : left[i - 1]!) - count);
    expect(Math.max(...settled)).toBeLessThanOrEqual(32);
    expect(left.at(-1)).toBe(0);
  });

  it("settles at most 64 jobs, an epoch's end all that are due", () => {
    const market = new Market({ sweepSlots: 8192, maxLiveJobsPerRequester: 1000 });
    market.addHub();
    for (let i = 0; i < 300; i++) market.createJob({ deadline: market.chain.currentTick + 3 });
    market.chain.currentTick += 4;
    market.endTicks();
    expect(market.ask("getTotals", {}).counts.liveJobs).toBe(236);
    const everything = market.chain.everything();
    market.chain.endEpoch();
    expect(market.ask("getTotals", {}).counts.liveJobs).toBe(0);
    expect(market.chain.everything()).toBe(everything);
    market.checkSums();
  });
});

describe("an outage", () => {
  it("ends nothing before everybody had a chance again", () => {
    const market = new Market();
    market.addHub();
    market.addProvider("ann");
    market.addProvider("bob");
    const revealing = market.createJob();
    const attempt = market.assign(revealing, 0);
    market.commit(revealing, attempt, "ann", work("1", "ann"));
    const running = market.createJob();
    const live = market.assign(running, 1);
    market.endTicks(2);
    market.chain.currentTick += 1000; // the contract doesn't run
    expect(market.run(REQUESTER, "claimTimeout", { ...revealing, nonce: 0n }).code).toBe(63);
    market.endTicks(market.config.revealTicks);
    market.commit(running, live, "bob", work("2", "bob"));
    market.reveal(attempt, "ann", work("1", "ann"));
    market.reveal(live, "bob", work("2", "bob"));
    market.endTicks(20);
    expect(market.receipt(revealing).closeReason).toBe(CloseReason.Unchallenged);
    expect(market.receipt(running).closeReason).toBe(CloseReason.Unchallenged);
  });

  it("doesn't keep a lock for ever", () => {
    const market = new Market();
    market.addHub();
    const job = market.createJob();
    market.assign(job, market.addProvider("ann"));
    market.chain.currentTick += 1000;
    market.endTicks(market.config.revealTicks + 1);
    expect(market.job(job).found).toBe(1);
    market.endTicks(2);
    expect(market.receipt(job).closeReason).toBe(CloseReason.Expired);
  });
});

describe("a call from inside a transfer", () => {
  it("finds the books closed: nobody is paid twice", () => {
    const market = new Market();
    market.addHub();
    market.addProvider("ann");
    market.addProvider("bob");
    const job = market.createJob({ replicas: 2, quorum: 2, hubFee: 500n });
    const attempts = [market.assign(job, 0), market.assign(job, 1)];
    market.commit(job, attempts[0]!, "ann", work("1", "ann"));
    market.commit(job, attempts[1]!, "bob", work("1", "bob"));
    market.reveal(attempts[0]!, "ann", work("1", "ann"));
    const codes = new Set<number>();
    market.chain.onTransfer = () => {
      market.chain.onTransfer = undefined;
      for (const name of ["acceptResult", "cancelJob", "claimTimeout"] as const)
        codes.add(market.send(REQUESTER, name, { ...job, nonce: 0n }).code);
      const again = market.revealArgs([{ ...work("1", "bob"), ...attempts[1]! }]);
      codes.add(market.send(party("bob hot"), "revealResults", again).code);
      codes.add(market.send(party("hub"), "withdrawHubBond", { amount: 1_000_001n, nonce: 77n }, 100n).code);
      market.chain.contract.postIncomingTransfer({ sourceId: party("giver"), amount: 0n, type: 0 });
    };
    const args = market.revealArgs([{ ...work("1", "bob"), ...attempts[1]! }]);
    expect(market.send(party("bob hot"), "revealResults", args).code).toBe(0);
    expect(codes.has(0)).toBe(false);
    market.checkSums();
    expect(market.receipt(job).closeReason).toBe(CloseReason.Verified);
    expect(market.chain.balance(party("ann payout"))).toBe(1000n);
    expect(market.chain.balance(party("bob payout"))).toBe(1000n);
    expect(market.hub().record.earned).toBe(500n);
  });
});

describe("sizes", () => {
  it("fit the network", () => {
    expect(LAYOUTS.StateData.size).toBeLessThan(8_000_000);
    for (const [name, { size }] of Object.entries(LAYOUTS)) {
      if (/_input$/.test(name) && !name.startsWith("Explain")) expect(size, name).toBeLessThanOrEqual(1024);
      if (/_output$/.test(name)) expect(size, name).toBeLessThanOrEqual(65_535);
    }
    expect(LAYOUTS.Event.size).toBe(96);
    const event = encode("Event", {
      seq: 1n,
      tick: 2,
      epoch: 3,
      type: 4,
      slot: 5,
      other: 6,
      amount: 7n,
      key: party("k"),
      chainHash: party("c"),
    });
    expect(hex(event.subarray(0, 24))).toBe("010000000000000002000000030004000500000006000000");
  });
});
