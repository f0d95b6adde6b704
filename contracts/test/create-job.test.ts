import { Code, type Procedures } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market, TEST_CONFIG } from "./market.ts";
import { contractId, party } from "./test-chain.ts";

// Market.run checks, for every call here, that Explain agrees and that a refusal writes nothing and refunds all.

const OWNER = party("hub");
const HOT = party("hub hot");
const REQUESTER = party("requester");
const CONTRACT = contractId(7);
const ZERO = new Uint8Array(32);
const TOO_MUCH = 10n ** 15n + 1n;
const { callFee, createFee } = TEST_CONFIG;

type Change<P extends keyof Procedures> = Partial<Procedures[P]["input"]>;

describe("CreateJob", () => {
  const refused = (code: number, change: Change<"createJob"> = {}, less = 0n, from = REQUESTER) => {
    const market = new Market();
    market.addHub("hub", 1_000_000n, 20n);
    market.addProvider("ann");
    market.addProvider("bob");
    market.addModel("creator", 70n);
    const args = market.jobArgs({ hubFee: 20n, ...change });
    const amount = market.escrowOf(args) + createFee - less;
    const most = amount > 10n ** 15n ? 10n ** 15n : amount; // no transaction carries more
    expect(market.run(from, "createJob", args, most > 0n ? most : 0n).code).toBe(code);
    return { market, args, amount };
  };
  it("is accepted once", () => {
    const { market, args, amount } = refused(Code.Ok);
    expect(market.run(REQUESTER, "createJob", args, amount).code).toBe(Code.DuplicateJob);
    expect(market.run(party("other"), "createJob", args, amount).code).toBe(Code.Ok);
  });
  it("can't come back while its createBy lasts, even when it is over", () => {
    const { market, args, amount } = refused(Code.Ok, { createBy: 1020 });
    const { record } = market.ask("getJob", { jobKey: ZERO, jobSlot: 0 });
    const job = { jobKey: record.key, jobSlot: 0 };
    market.ok(REQUESTER, "cancelJob", { ...job, nonce: 0n });
    expect(market.ask("getJob", { jobKey: record.key, jobSlot: 0xffffffff })).toMatchObject({ found: 0, finished: 1 });
    market.endTicks(20);
    expect(market.run(REQUESTER, "createJob", args, amount).code).toBe(Code.DuplicateJob);
    market.endTicks(1);
    expect(market.run(REQUESTER, "createJob", args, amount).code).toBe(Code.CreateByOutOfRange);
  });
  it("refuses contracts and times out of range", () => {
    refused(Code.ContractNotAllowed, {}, 0n, CONTRACT);
    refused(Code.CreateByOutOfRange, { createBy: 999 });
    refused(Code.CreateByOutOfRange, { createBy: 1257 });
    refused(Code.Ok, { createBy: 1256 });
    refused(Code.DeadlineOutOfRange, { deadline: 1001 });
    refused(Code.Ok, { deadline: 1002 });
    refused(Code.DeadlineOutOfRange, { deadline: 1501 });
  });
  it("refuses shapes of a quorum that can't be", () => {
    refused(Code.BadReplicas, { replicas: 0 });
    refused(Code.BadReplicas, { replicas: 8 });
    refused(Code.BadQuorum, { replicas: 2, quorum: 1 });
    refused(Code.BadQuorum, { replicas: 4, quorum: 2 });
    refused(Code.BadQuorum, { replicas: 3, quorum: 4 });
    refused(Code.Ok, { replicas: 7, quorum: 4 });
  });
  it("refuses unknown policies, hubs, models, royalties", () => {
    refused(Code.BadPolicy, { acceptPolicy: 8 });
    refused(Code.BadPolicy, { startPolicy: 3 });
    refused(Code.BadPolicy, { undecidedPolicy: 1 });
    refused(Code.UnknownHub, { hub: 1 });
    refused(Code.UnknownHub, { hub: 256 });
    refused(Code.UnknownModel, { model: 1 });
    refused(Code.RoyaltyMismatch, { royalty: 1n });
    refused(Code.RoyaltyMismatch, { model: 0, royalty: 69n });
    refused(Code.Ok, { model: 0, royalty: 70n });
  });
  it("refuses amounts out of range", () => {
    refused(Code.PriceOutOfRange, { priceCap: 0n });
    refused(Code.PriceOutOfRange, { priceCap: 9n });
    refused(Code.PriceOutOfRange, { priceCap: -(2n ** 63n) });
    refused(Code.PriceOutOfRange, { priceCap: TOO_MUCH });
    for (const field of ["royalty", "hubFee", "protocolFee", "minStake"] as const) {
      refused(Code.AmountOutOfRange, { [field]: -1n });
      refused(Code.AmountOutOfRange, { [field]: TOO_MUCH });
    }
    refused(Code.AmountOutOfRange, { priceCap: 10n ** 15n, replicas: 7, protocolFee: 10n ** 15n });
  });
  it("refuses too small fees and escrows", () => {
    refused(Code.HubFeeTooLow, { hubFee: 19n });
    refused(Code.ProtocolFeeTooLow, { protocolFee: 9n });
    refused(Code.Ok, { protocolFee: 10n });
    refused(Code.EscrowTooSmall, {}, 1n);
    refused(Code.EscrowTooSmall, {}, 10n ** 15n);
  });
  it("refuses lists of providers that make no sense", () => {
    refused(Code.BadOwnList, { providers: [0, 0] });
    refused(Code.BadOwnList, { providers: [2] });
    refused(Code.BadOwnList, { providers: [4096] });
    refused(Code.BadOwnList, { acceptPolicy: 1 });
    refused(Code.BadOwnList, { acceptPolicy: 1, providers: [1], replicas: 3 });
    refused(Code.Ok, { acceptPolicy: 1, providers: [1, 0], replicas: 3 });
  });
  it("refuses a paused hub, an inactive model, too many jobs of one requester", () => {
    const market = new Market({ maxLiveJobsPerRequester: 3 });
    market.addHub();
    const model = market.addModel("creator");
    const create = (change: Change<"createJob"> = {}, from = REQUESTER) => {
      const args = market.jobArgs(change);
      return market.run(from, "createJob", args, market.escrowOf(args) + createFee).code;
    };
    expect([create(), create(), create(), create()]).toEqual([0, 0, 0, Code.TooManyJobs]);
    expect(create({}, party("other"))).toBe(0);
    market.ok(
      party("creator"),
      "updateModel",
      { model, active: 0, royalty: 0n, creator: party("creator"), nonce: 99n },
      callFee,
    );
    expect(create({ model }, party("other"))).toBe(Code.ModelInactive);
    market.ok(OWNER, "updateHub", { owner: OWNER, hot: HOT, minFee: 0n, paused: 1, nonce: 99n }, callFee);
    expect(create({}, party("other"))).toBe(Code.HubPaused);
  });
  it("refuses the 8,193rd job", () => {
    const market = new Market({ maxLiveJobsPerRequester: 10_000, createFee: 0n });
    market.addHub();
    let full = 0;
    for (let created = 0; created < 8192; ) {
      const args = market.jobArgs();
      const { code } = market.send(REQUESTER, "createJob", args, market.escrowOf(args));
      if (code === Code.Ok) created++;
      else {
        expect(code).toBe(Code.KeyBucketFull);
        full++;
      }
    }
    expect(full).toBeLessThan(40);
    const args = market.jobArgs();
    expect(market.run(REQUESTER, "createJob", args, market.escrowOf(args)).code).toBe(Code.TableFull);
  });
});
