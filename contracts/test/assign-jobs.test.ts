import { Code, NO_HUB, type Procedures } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { type JobHandle, Market, TEST_CONFIG, work } from "./market.ts";
import { party } from "./test-chain.ts";

// Market.run checks, for every call here, that Explain agrees and that a refusal writes nothing and refunds all.

const OWNER = party("hub");
const HOT = party("hub hot");
const REQUESTER = party("requester");
const { callFee } = TEST_CONFIG;

type Change<P extends keyof Procedures> = Partial<Procedures[P]["input"]>;

describe("AssignJobs", () => {
  interface Try {
    job?: Change<"createJob">;
    item?: Partial<JobHandle & { price: bigint; leaseTicks: number; provider: number }>;
    before?: (market: Market, job: JobHandle) => void;
    from?: Uint8Array;
    amount?: bigint;
  }
  const refused = (code: number, { job: change, item, before, from = HOT, amount = callFee }: Try = {}) => {
    const market = new Market();
    market.addHub();
    market.addHub("other");
    market.addProvider("ann", { minPrice: 100n, capacity: 2 });
    market.addProvider("bob");
    const job = market.createJob({ replicas: 2, quorum: 2, ...change });
    before?.(market, job);
    const args = market.assignArgs([{ ...job, price: 1000n, leaseTicks: 20, provider: 0, ...item }]);
    expect(market.run(from, "assignJobs", args, amount).code).toBe(code);
    return { market, job, args };
  };
  const annUpdates = (change: Change<"updateProvider">) => (market: Market) => {
    const { owner, hot, payout, minPrice, capacity, hubs, anyHub, paused } = market.provider(0).record;
    market.ok(
      owner,
      "updateProvider",
      { owner, hot, payout, minPrice, capacity, hubs, anyHub, paused, nonce: 500n, ...change },
      callFee,
    );
  };
  it("is accepted, once per nonce", () => {
    const { market, args } = refused(Code.Ok);
    expect(market.run(HOT, "assignJobs", args, callFee).code).toBe(Code.NonceUsed);
  });
  it("refuses strangers, the owner's cold key, another hub, no fee, a bad count", () => {
    refused(Code.NotAuthorized, { from: REQUESTER });
    refused(Code.NotAuthorized, { from: OWNER });
    refused(Code.WrongHub, { from: party("other hot") });
    refused(Code.FeeTooSmall, { amount: 99n });
    const market = new Market();
    market.addHub();
    for (const count of [0, 17]) {
      const args = { ...market.assignArgs([]), count };
      expect(market.run(HOT, "assignJobs", args, callFee).code).toBe(Code.BadInput);
    }
  });
  it("refuses a hub that paused", () =>
    void refused(Code.HubPaused, {
      before: (market) =>
        void market.ok(OWNER, "updateHub", { owner: OWNER, hot: HOT, minFee: 0n, paused: 1, nonce: 90n }, callFee),
    }));
  it("refuses jobs that aren't, or aren't open", () => {
    refused(Code.UnknownJob, { item: { jobSlot: 1 } });
    refused(Code.UnknownJob, { item: { jobSlot: 8192 } });
    refused(Code.UnknownJob, { item: { jobKey: party("x") } });
    refused(Code.TooLate, {
      job: { deadline: 1010 },
      before: (market) => market.chain.endTicks(11),
    });
    refused(Code.WrongState, {
      job: { replicas: 1, quorum: 1 },
      before: (market, job) => market.commit(job, market.assign(job, 1), "bob", work("1", "bob")),
    });
  });
  it("refuses providers that aren't, don't want or can't", () => {
    refused(Code.UnknownProvider, { item: { provider: 2 } });
    refused(Code.UnknownProvider, { item: { provider: 4096 } });
    refused(Code.PriceAboveCap, { item: { price: 1001n } });
    refused(Code.PriceBelowMinimum, { item: { price: 99n } });
    refused(Code.PriceBelowMinimum, { item: { price: -(2n ** 63n) } });
    refused(Code.ProviderPaused, { before: annUpdates({ paused: 1 }) });
    refused(Code.HubNotAccepted, { before: annUpdates({ hubs: [1, NO_HUB, NO_HUB, NO_HUB] }) });
    refused(Code.Ok, { before: annUpdates({ hubs: [NO_HUB, NO_HUB, NO_HUB, NO_HUB], anyHub: 1 }) });
    refused(Code.LeaseOutOfRange, { item: { leaseTicks: 1 } });
    refused(Code.LeaseOutOfRange, { item: { leaseTicks: 51 } });
    refused(Code.NoCapacity, { before: (market) => [1, 2].forEach(() => void market.assign(market.createJob(), 0)) });
    refused(Code.StakeTooSmall, {
      before: (market) => void market.ok(party("ann"), "requestUnstake", { amount: 200_000n, nonce: 1n }, callFee),
    });
  });
  it("keeps to the job's policy", () => {
    refused(Code.NotOnOwnList, { job: { acceptPolicy: 1, providers: [1], replicas: 1, quorum: 1 } });
    refused(Code.Ok, { job: { acceptPolicy: 1, providers: [0, 1] } });
    refused(Code.StakeBelowPolicy, { job: { acceptPolicy: 2, minStake: 200_001n } });
    refused(Code.Ok, { job: { acceptPolicy: 2, minStake: 200_000n } });
    refused(Code.NotBonded, {
      job: { acceptPolicy: 4 },
      before: (market) => void market.ok(party("ann"), "requestUnstake", { amount: 1n, nonce: 1n }, callFee),
    });
    refused(Code.Ok, { job: { acceptPolicy: 4 } });
  });
  it("gives a replica to nobody twice, and to none that lost it", () => {
    refused(Code.AlreadyOnJob, { before: (market, job) => void market.assign(job, 0) });
    refused(Code.NoFreeReplica, {
      job: { replicas: 1, quorum: 1 },
      before: (market, job) => void market.assign(job, 1),
    });
    refused(Code.FailedBefore, {
      before: (market, job) => {
        market.assign(job, 0, 1000n, 2);
        market.endTicks(4);
      },
    });
  });
  it("doesn't take a newcomer in a listed provider's old slot", () => {
    refused(Code.NotOnOwnList, {
      job: { acceptPolicy: 1, providers: [0, 1] },
      before: (market) => {
        market.ok(party("ann"), "requestUnstake", { amount: 200_000n, nonce: 1n }, callFee);
        market.endTicks(10);
        market.ok(party("ann"), "unstake", { nonce: 2n });
        expect(market.addProvider("newcomer")).toBe(0);
      },
    });
  });
  it("takes the good items of a batch", () => {
    const { market, job } = refused(Code.Ok);
    const items = [1, 7, 0].map((provider) => ({ ...job, price: 1000n, leaseTicks: 20, provider }));
    const output = market.ok(HOT, "assignJobs", market.assignArgs(items), callFee);
    expect(output.codes.slice(0, 3)).toEqual([Code.Ok, Code.UnknownProvider, Code.AlreadyOnJob]);
    expect([output.accepted, output.assignments[1]]).toEqual([1, 0xffffffff]);
  });
});
