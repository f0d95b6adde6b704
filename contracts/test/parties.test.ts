import { Code, EventType, NO_HUB, NO_MODEL, NO_SLOT, type Procedures } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market, TEST_CONFIG } from "./market.ts";
import { contractId, INDEX, party } from "./test-chain.ts";

// Market.run checks, for every call here, that Explain agrees and that a refusal writes nothing and refunds all.

const OWNER = party("hub");
const HOT = party("hub hot");
const CONTRACT = contractId(7);
const ZERO = new Uint8Array(32);
const TOO_MUCH = 10n ** 15n + 1n;
const { callFee, modelFee, minBond, minStake } = TEST_CONFIG;

type Change<P extends keyof Procedures> = Partial<Procedures[P]["input"]>;

describe("RegisterHub", () => {
  const refused = (
    code: number,
    change: Change<"registerHub"> = {},
    amount = minBond + callFee,
    from = party("new"),
  ) => {
    const market = new Market();
    market.addHub();
    const args = { hot: party("new hot"), minFee: 0n, nonce: 1n, ...change };
    expect(market.run(from, "registerHub", args, amount).code).toBe(code);
  };
  it("is accepted with the least bond", () => refused(Code.Ok));
  it("refuses contracts", () => {
    refused(Code.ContractNotAllowed, {}, minBond + callFee, CONTRACT);
    refused(Code.ContractNotAllowed, { hot: CONTRACT });
    refused(Code.ContractNotAllowed, { hot: ZERO });
  });
  it("refuses fees that can't be", () => {
    refused(Code.AmountOutOfRange, { minFee: -1n });
    refused(Code.AmountOutOfRange, { minFee: TOO_MUCH });
  });
  it("refuses too little money", () => {
    refused(Code.FeeTooSmall, {}, callFee - 1n);
    refused(Code.BondTooSmall, {}, minBond + callFee - 1n);
  });
  it("refuses keys that have a hub", () => {
    refused(Code.KeyInUse, { hot: HOT });
    refused(Code.AlreadyRegistered, {}, minBond + callFee, OWNER);
  });
  it("refuses the 257th, and takes a slot that was given back", () => {
    const market = new Market();
    for (let i = 0; i < 256; i++) market.addHub(`hub${i}`, minBond);
    const args = { hot: party("new hot"), minFee: 0n, nonce: 1n };
    expect(market.run(party("new"), "registerHub", args, minBond + callFee).code).toBe(Code.TableFull);
    market.ok(party("hub99"), "withdrawHubBond", { amount: minBond, nonce: 1n }, callFee);
    expect(market.ok(party("new"), "registerHub", args, minBond + callFee).hub).toBe(99);
  });
});

describe("UpdateHub", () => {
  const refused = (code: number, change: Change<"updateHub"> = {}, amount = callFee, from = OWNER) => {
    const market = new Market();
    market.addHub();
    market.addHub("other");
    const args = { owner: OWNER, hot: HOT, minFee: 5n, paused: 1, nonce: 900n, ...change };
    expect(market.run(from, "updateHub", args, amount).code).toBe(code);
    return { market, args };
  };
  it("is accepted once per nonce, in any order within 64", () => {
    const { market, args } = refused(Code.Ok);
    const code = (nonce: bigint) => market.run(OWNER, "updateHub", { ...args, nonce }, callFee).code;
    expect([900n, 902n, 901n, 901n, 837n, 839n, 839n, 838n].map(code)).toEqual([6, 0, 0, 6, 6, 0, 6, 6]);
    expect(code(10_000n)).toBe(0);
    expect(code(902n)).toBe(Code.NonceUsed);
  });
  it("rotates both keys and adds to the bond", () => {
    const { market } = refused(Code.Ok, { owner: party("next"), hot: party("next hot") }, callFee + 10n);
    expect(market.hub().record).toMatchObject({
      owner: party("next"),
      hot: party("next hot"),
      bond: 1_000_010n,
      paused: 1,
    });
  });
  it("refuses strangers, contracts, taken keys, bad amounts", () => {
    refused(Code.UnknownHub, {}, callFee, HOT);
    refused(Code.ContractNotAllowed, { owner: CONTRACT });
    refused(Code.ContractNotAllowed, { hot: ZERO });
    refused(Code.KeyInUse, { hot: party("other hot") });
    refused(Code.KeyInUse, { owner: party("other") });
    refused(Code.AmountOutOfRange, { minFee: TOO_MUCH });
    refused(Code.FeeTooSmall, {}, callFee - 1n);
  });
});

describe("WithdrawHubBond", () => {
  const refused = (code: number, change: Change<"withdrawHubBond"> = {}, amount = callFee, from = OWNER, jobs = 0) => {
    const market = new Market();
    market.addHub();
    for (let i = 0; i < jobs; i++) market.createJob();
    expect(market.run(from, "withdrawHubBond", { amount: 1_000_000n, nonce: 9n, ...change }, amount).code).toBe(code);
    return market;
  };
  it("gives everything back and frees the slot", () => {
    const market = refused(Code.Ok);
    expect(market.chain.balance(OWNER)).toBe(1_000_000n);
    expect(market.hub().found).toBe(0);
  });
  it("leaves the minimum while a job names the hub", () => {
    refused(Code.BondInUse, { amount: 900_001n }, callFee, OWNER, 1);
    expect(refused(Code.Ok, { amount: 900_000n }, callFee, OWNER, 1).hub().freeBond).toBe(0n);
  });
  it("refuses strangers, bad amounts, no fee", () => {
    refused(Code.UnknownHub, {}, callFee, HOT);
    refused(Code.AmountOutOfRange, { amount: 0n });
    refused(Code.AmountOutOfRange, { amount: -5n });
    refused(Code.AmountOutOfRange, { amount: 1_000_001n });
    refused(Code.FeeTooSmall, {}, 0n);
  });
});

describe("RegisterProvider and UpdateProvider", () => {
  const terms = {
    hot: party("new hot"),
    payout: party("new payout"),
    minPrice: 10n,
    capacity: 1,
    hubs: [0, NO_HUB, NO_HUB, NO_HUB],
    anyHub: 0,
    nonce: 5n,
  };
  const refused = (
    code: number,
    change: Partial<typeof terms> = {},
    amount = minStake + callFee,
    from = party("new"),
  ) => {
    const market = new Market();
    market.addProvider("ann");
    expect(market.run(from, "registerProvider", { ...terms, ...change }, amount).code).toBe(code);
  };
  const updateRefused = (
    code: number,
    change: Change<"updateProvider"> = {},
    amount = callFee,
    from = party("ann"),
    busy = false,
  ) => {
    const market = new Market();
    market.addHub();
    const provider = market.addProvider("ann");
    market.addProvider("bob");
    if (busy) market.assign(market.createJob(), provider);
    const args = { ...terms, hot: party("ann hot"), owner: party("ann"), paused: 1, ...change };
    expect(market.run(from, "updateProvider", args, amount).code).toBe(code);
    if (code === Code.Ok) expect(market.run(from, "updateProvider", args, amount).code).not.toBe(Code.Ok);
  };
  it("are accepted", () => {
    refused(Code.Ok);
    updateRefused(Code.Ok);
    updateRefused(Code.Ok, { owner: party("next") });
    updateRefused(Code.Ok, {}, callFee, party("ann"), true);
  });
  it("refuse contracts as any of three keys", () => {
    for (const change of [{ hot: CONTRACT }, { payout: CONTRACT }, { hot: ZERO }, { payout: ZERO }]) {
      refused(Code.ContractNotAllowed, change);
      updateRefused(Code.ContractNotAllowed, change);
    }
    refused(Code.ContractNotAllowed, {}, minStake + callFee, CONTRACT);
    updateRefused(Code.ContractNotAllowed, { owner: contractId(INDEX) });
  });
  it("refuse bad terms", () => {
    for (const refuse of [refused, updateRefused]) {
      refuse(Code.PriceOutOfRange, { minPrice: 9n });
      refuse(Code.PriceOutOfRange, { minPrice: TOO_MUCH });
      refuse(Code.BadInput, { capacity: 0 });
    }
  });
  it("refuse too little money", () => {
    refused(Code.FeeTooSmall, {}, 99n);
    refused(Code.StakeTooSmall, {}, minStake + callFee - 1n);
    updateRefused(Code.FeeTooSmall, {}, 99n);
  });
  it("refuse taken keys, strangers, and a new owner in mid-run", () => {
    refused(Code.KeyInUse, { hot: party("ann hot") });
    refused(Code.AlreadyRegistered, {}, minStake + callFee, party("ann"));
    updateRefused(Code.UnknownProvider, {}, callFee, party("ann hot"));
    updateRefused(Code.KeyInUse, { hot: party("bob hot") });
    updateRefused(Code.KeyInUse, { owner: party("bob") });
    updateRefused(Code.ProviderBusy, { owner: party("next") }, callFee, party("ann"), true);
  });
  it("refuse the 4,097th", () => {
    const market = new Market();
    for (let i = 0; i < 4096; i++) {
      const args = { ...terms, hot: party(`p${i} hot`) };
      expect(market.send(party(`p${i}`), "registerProvider", args, minStake + callFee).code).toBe(Code.Ok);
    }
    expect(market.run(party("new"), "registerProvider", terms, minStake + callFee).code).toBe(Code.TableFull);
  });
});

describe("RequestUnstake and Unstake", () => {
  it("pay out after the delay, and the slot is free when all is gone", () => {
    const market = new Market();
    const provider = market.addProvider("ann");
    const ann = party("ann");
    const unstake = (nonce: bigint) => market.run(ann, "unstake", { nonce }).code;
    expect(unstake(1n)).toBe(Code.NoUnstakeRequested);
    market.ok(ann, "requestUnstake", { amount: 150_000n, nonce: 1n }, callFee);
    expect(market.provider(provider)).toMatchObject({ freeStake: 50_000n, bonded: 0 });
    expect(unstake(2n)).toBe(Code.UnstakeNotDue);
    market.endTicks(10);
    expect(unstake(2n)).toBe(Code.Ok);
    expect(market.chain.balance(ann)).toBe(150_000n);
    expect(market.provider(provider)).toMatchObject({ found: 1, bonded: 1 });
    market.ok(ann, "requestUnstake", { amount: 50_000n, nonce: 3n }, callFee);
    market.ok(ann, "requestUnstake", { amount: 0n, nonce: 4n }, callFee);
    expect(unstake(5n)).toBe(Code.NoUnstakeRequested);
    market.ok(ann, "requestUnstake", { amount: 50_000n, nonce: 6n }, callFee);
    market.endTicks(10);
    expect(unstake(7n)).toBe(Code.Ok);
    expect(market.provider(provider).found).toBe(0);
    expect(market.addProvider("bob")).toBe(provider);
    expect(unstake(8n)).toBe(Code.UnknownProvider);
  });
  it("leave what is locked", () => {
    const market = new Market({ minStake: 1000n });
    market.addHub();
    const provider = market.addProvider("ann");
    market.assign(market.createJob(), provider);
    const request = (amount: bigint, nonce: bigint, fee = callFee) =>
      market.run(party("ann"), "requestUnstake", { amount, nonce }, fee).code;
    expect(request(199_001n, 1n)).toBe(Code.StakeLocked);
    expect(request(-1n, 1n)).toBe(Code.AmountOutOfRange);
    expect(request(1n, 1n, 0n)).toBe(Code.FeeTooSmall);
    expect(request(199_000n, 1n)).toBe(Code.Ok);
    expect(request(199_000n, 1n)).toBe(Code.NonceUsed);
    expect(market.run(party("bob"), "requestUnstake", { amount: 1n, nonce: 1n }, callFee).code).toBe(
      Code.UnknownProvider,
    );
    // Nothing is left to lock, so nothing more is assigned
    const item = { ...market.createJob(), price: 1000n, leaseTicks: 5, provider };
    expect(market.run(HOT, "assignJobs", market.assignArgs([item]), callFee).code).toBe(Code.StakeTooSmall);
  });
});

describe("PublishModel and UpdateModel", () => {
  const publish = (code: number, change: Change<"publishModel"> = {}, amount = modelFee, from = party("new")) => {
    const market = new Market();
    market.ok(
      party("old"),
      "publishModel",
      { digest: party("one"), royalty: 0n, parent: NO_MODEL, parentShareBps: 0, nonce: 1n },
      modelFee,
    );
    const args = { digest: party("two"), royalty: 7n, parent: 0, parentShareBps: 10_000, nonce: 1n, ...change };
    expect(market.run(from, "publishModel", args, amount).code).toBe(code);
  };
  it("publish", () => {
    publish(Code.Ok);
    publish(Code.Ok, { digest: party("one") }); // by another creator: names are settled off chain
    publish(Code.ContractNotAllowed, {}, modelFee, CONTRACT);
    publish(Code.BadInput, { digest: ZERO });
    publish(Code.AmountOutOfRange, { royalty: -1n });
    publish(Code.AmountOutOfRange, { royalty: TOO_MUCH });
    publish(Code.BadShare, { parentShareBps: 10_001 });
    publish(Code.BadShare, { parent: NO_MODEL, parentShareBps: 1 });
    publish(Code.BadParent, { parent: 1 });
    publish(Code.FeeTooSmall, {}, modelFee - 1n);
    publish(Code.ModelExists, { digest: party("one") }, modelFee, party("old"));
  });
  it("update", () => {
    const market = new Market();
    const model = market.addModel("old", 5n);
    const args = { model, active: 0, royalty: 9n, creator: party("next"), nonce: 50n };
    const update = (change: Change<"updateModel"> = {}, amount = callFee, from = party("old")) =>
      market.run(from, "updateModel", { ...args, ...change }, amount).code;
    expect(update({ model: 1 })).toBe(Code.UnknownModel);
    expect(update({}, callFee, party("next"))).toBe(Code.NotAuthorized);
    expect(update({ creator: CONTRACT })).toBe(Code.ContractNotAllowed);
    expect(update({ royalty: -1n })).toBe(Code.AmountOutOfRange);
    expect(update({ nonce: 0n })).toBe(Code.NonceUsed);
    expect(update({}, 0n)).toBe(Code.FeeTooSmall);
    expect(update()).toBe(Code.Ok);
    expect(update()).toBe(Code.NotAuthorized);
    expect(update({}, callFee, party("next"))).toBe(Code.NonceUsed);
    expect(market.ask("getModel", { model, digest: ZERO }).record).toMatchObject({ active: 0, royalty: 9n });
  });
});

describe("SetAccessPrice and BuyAccess", () => {
  const price = 1001n;
  it("price", () => {
    const market = new Market();
    const model = market.addModel("old");
    const set = (change: Change<"setAccessPrice"> = {}, amount = callFee, from = party("old")) =>
      market.run(from, "setAccessPrice", { model, price, nonce: 50n, ...change }, amount).code;
    expect(set({ model: 1 })).toBe(Code.UnknownModel);
    expect(set({}, callFee, party("next"))).toBe(Code.NotAuthorized);
    expect(set({ price: -1n })).toBe(Code.AmountOutOfRange);
    expect(set({ price: TOO_MUCH })).toBe(Code.AmountOutOfRange);
    expect(set({ nonce: 0n })).toBe(Code.NonceUsed);
    expect(set({}, callFee - 1n)).toBe(Code.FeeTooSmall);
    expect(set()).toBe(Code.Ok);
    expect(set()).toBe(Code.NonceUsed);
    expect(market.ask("getModel", { model, digest: ZERO }).record).toMatchObject({ accessPrice: price, active: 1 });
  });

  const sold = () => {
    const market = new Market();
    const base = market.addModel("base");
    const model = market.addModel("maker", 5n, base, 2500);
    market.ok(party("maker"), "setAccessPrice", { model, price, nonce: 50n }, callFee);
    const buy = (change: Change<"buyAccess"> = {}, amount = price + callFee, from = party("buyer")) =>
      market.run(from, "buyAccess", { model, price, ...change }, amount).code;
    return { market, base, model, buy };
  };

  it("buy", () => {
    const { market, base, model, buy } = sold();
    expect(buy({}, price + callFee, CONTRACT)).toBe(Code.ContractNotAllowed);
    expect(buy({ model: 2 })).toBe(Code.UnknownModel);
    expect(buy({ model: base })).toBe(Code.NotForSale);
    expect(buy({ model: base, price: 0n })).toBe(Code.NotForSale);
    expect(buy({ price: price - 1n })).toBe(Code.AccessPriceMismatch);
    expect(buy({ price: price + 1n }, 2n * price + callFee)).toBe(Code.AccessPriceMismatch);
    expect(buy({}, price + callFee - 1n)).toBe(Code.FeeTooSmall);
    expect(buy()).toBe(Code.Ok);
    const off = { active: 0, royalty: 5n, creator: party("maker"), nonce: 51n };
    market.ok(party("maker"), "updateModel", { model, ...off }, callFee);
    expect(buy()).toBe(Code.ModelInactive);
  });

  it("keeps the last 8,192 purchases", () => {
    const { market, model } = sold();
    for (let sale = 0; sale < 8_194; sale++)
      market.send(party(`buyer ${sale}`), "buyAccess", { model, price }, price + callFee);
    const buyers: unknown[] = [];
    for (let fromSlot = 0; fromSlot !== NO_SLOT; ) {
      const page = market.ask("listSales", { fromSlot, changedSince: 0 });
      buyers.push(...page.entries.slice(0, page.count).map(({ record }) => record.buyer));
      fromSlot = page.nextSlot;
    }
    expect(buyers).toHaveLength(8_192);
    expect(buyers.slice(0, 3)).toEqual([party("buyer 8192"), party("buyer 8193"), party("buyer 2")]);
  });

  it("pays the creators as a royalty does, gives change back, and tells who bought", () => {
    const { market, base, model, buy } = sold();
    const before = (name: string) => market.chain.balance(party(name));
    const [maker, baser, royalties] = [before("maker"), before("base"), market.ask("getTotals", {}).totals.royalties];
    expect(buy({}, price + callFee + 77n)).toBe(Code.Ok);
    expect(before("maker") - maker).toBe(751n);
    expect(before("base") - baser).toBe(250n);
    expect(before("buyer")).toBe(77n);
    expect(market.ask("getTotals", {}).totals.royalties - royalties).toBe(price);
    const recordOf = (slot: number) => market.ask("getModel", { model: slot, digest: ZERO }).record;
    expect(recordOf(model)).toMatchObject({ earned: 751n, runs: 0 });
    expect(recordOf(base)).toMatchObject({ earned: 250n, runs: 0 });
    const event = { type: EventType.AccessBought, slot: model, amount: price, key: party("buyer") };
    expect(market.events().at(-1)).toMatchObject(event);
    const { count, entries, nextSlot, tick } = market.ask("listSales", { fromSlot: 0, changedSince: 0 });
    expect([count, nextSlot]).toEqual([1, NO_SLOT]);
    expect(entries[0]).toMatchObject({ slot: 0, record: { buyer: party("buyer"), price, tick, model } });
    expect(market.ask("listSales", { fromSlot: 0, changedSince: tick + 1 }).count).toBe(0);
  });
});
