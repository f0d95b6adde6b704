import { CloseReason, Code, JobState, NO_HUB, NO_MODEL } from "@qubix/contract";
import { expect } from "vitest";
import { MarketModel } from "../model/market-model.ts";
import type { Attempt, Hub, Job, ModelEntry, Provider } from "../model/records.ts";
import { escrowOf } from "../model/settlement.ts";
import { type JobHandle, Market, TEST_CONFIG, work } from "./market.ts";
import { party } from "./test-chain.ts";

/** One random step: what to do, and four numbers to choose with. */
export interface Step {
  what: number;
  a: number;
  b: number;
  c: number;
  d: number;
}

const ANSWERS = ["right", "right", "right", "wrong", "odd"];
const REQUESTERS = ["rita", "ralf", "rosa"];

/** The contract and the model, fed with the same steps and compared after each. */
export class Twins {
  readonly market = new Market({ ...TEST_CONFIG, reserveTarget: 3000n, maxLiveJobsPerRequester: 1000 });
  readonly model = new MarketModel(this.market.config, this.market.chain.currentTick);
  readonly handles = new Map<Job, JobHandle>();
  readonly slots = new Map<Attempt, number>();
  readonly attempts: Work[] = [];
  readonly models: ModelEntry[] = [];
  readonly accepted = new Map<string, number>();
  #nonce = 1_000_000n;

  constructor() {
    const { market, model } = this;
    market.comparesState = false;
    for (const [name, bond, minFee] of [["hub", 400_000n, 0n] as const, ["hut", 100_000n, 30n] as const]) {
      market.addHub(name, bond, minFee);
      model.registerHub({ owner: name, hot: `${name} hot`, bond, minFee, paused: false });
    }
    const shapes = [
      { stake: 60_000n, minPrice: 10n, capacity: 2, hubs: [0, 1] },
      { stake: 50_000n, minPrice: 300n, capacity: 3, hubs: [0, 1] },
      { stake: 90_000n, minPrice: 10n, capacity: 9, hubs: [0] },
      { stake: 70_000n, minPrice: 50n, capacity: 9, hubs: [0, 1] },
    ];
    shapes.forEach((shape, i) => {
      const name = `prov${i}`;
      market.addProvider(name, { ...shape, hubs: [...shape.hubs, NO_HUB].slice(0, 2) });
      const hubs = shape.hubs.map((hub) => model.hubs[hub]!);
      const keys = { owner: name, hot: `${name} hot`, payout: `${name} payout` };
      model.registerProvider({ ...keys, ...shape, hubs, unstaking: 0n, unstakeAt: 0, termsTick: model.tick });
    });
    const publish = (creator: string, royalty: bigint, parent: ModelEntry | undefined, parentShareBps: number) => {
      market.addModel(creator, royalty, parent ? this.models.indexOf(parent) : NO_MODEL, parentShareBps);
      const entry = { creator, royalty, accessPrice: 0n, parent, parentShareBps };
      this.models.push(entry);
      model.publishModel(entry, market.config.modelFee);
    };
    publish("carl", 40n, undefined, 0);
    publish("cora", 91n, this.models[0], 3333);
    for (const id of this.everybody()) market.chain.balances.delete(Buffer.from(party(id)).toString("hex"));
  }

  take(step: Step): void {
    const [name, deed] = this.#deeds[step.what % this.#deeds.length]!;
    const codes = deed(step);
    if (!codes) return;
    expect(codes[0], `the contract's answer to ${name}`).toBe(codes[1]);
    if (codes[1] === Code.Ok) this.accepted.set(name, (this.accepted.get(name) ?? 0) + 1);
    this.compare();
  }

  /** Lets time pass until every window is over, and asks that nothing is locked then. */
  finish(): void {
    // Extended deadlines lie at most maxJobTicks after the creation
    const last = this.model.tick + this.market.config.maxJobTicks + 80;
    do this.#endTick();
    while (this.model.tick < last && this.market.ask("getTotals", {}).counts.liveJobs > 0);
    this.compare();
    const { counts, totals } = this.market.ask("getTotals", {});
    expect([counts.liveJobs, counts.liveAssignments, totals.escrow]).toEqual([0, 0, 0n]);
    expect(counts.receipts).toBe(BigInt(this.model.jobs.length));
    for (const hub of [0, 1]) expect(this.market.hub(hub).record).toMatchObject({ exposure: 0n, liveJobs: 0 });
    for (let i = 0; i < 4; i++) expect(this.market.provider(i).record).toMatchObject({ locked: 0n, live: 0 });
    for (const job of this.model.jobs)
      expect(this.market.receipt(this.handles.get(job)!).closeReason).toBe(job.closeReason);
  }

  compare(): void {
    const { market, model } = this;
    const { totals } = market.ask("getTotals", {});
    const { escrow, stakes, bonds, revenue, operations, burned, dividends } = model.ledger;
    expect(totals).toMatchObject({ escrow, stakes, bonds, revenue, operations, burned, dividends });
    for (const id of this.everybody())
      expect(market.chain.balance(party(id)), `what ${id} got`).toBe(model.ledger.balances.get(id) ?? 0n);
    for (const job of model.jobs.slice(-4)) {
      const shown = market.job(this.handles.get(job)!);
      const state = {
        open: JobState.Open,
        revealing: JobState.Revealing,
        decided: JobState.Decided,
        closed: undefined,
      };
      expect(shown.found ? shown.record.state : undefined).toBe(state[job.state]);
      if (!shown.found) continue;
      const { priceCap, protocolFee, deadline } = job;
      const numbers = { placed: job.attempts.length, attempts: job.attemptsGiven };
      expect(shown.record).toMatchObject({ ...numbers, priceCap, protocolFee, deadline });
      for (const { record } of shown.assignments.slice(0, job.attempts.length)) {
        const { price, charge } = job.attempts.find(({ number }) => number === record.attempt)!;
        expect(record).toMatchObject({ price, charge });
      }
    }
  }

  everybody(): string[] {
    const providers = [0, 1, 2, 3].flatMap((i) => [`prov${i}`, `prov${i} hot`, `prov${i} payout`]);
    return [...providers, ...REQUESTERS, "hub", "hub hot", "hut", "hut hot", "carl", "cora"];
  }

  readonly #deeds: [string, (step: Step) => [number, number] | undefined][] = [
    ["create", (step) => this.#create(step)],
    ["create", (step) => this.#create(step)],
    ["assign", (step) => this.#assign(step)],
    ["assign", (step) => this.#assign(step)],
    ["assign", (step) => this.#assign(step)],
    ["assign", (step) => this.#assign(step)],
    ["commit", (step) => this.#commit(step)],
    ["commit", (step) => this.#commit(step)],
    ["commit", (step) => this.#commit(step)],
    ["reveal", (step) => this.#reveal(step)],
    ["reveal", (step) => this.#reveal(step)],
    ["reveal", (step) => this.#reveal(step)],
    ["renew", (step) => this.#renew(step)],
    ["revoke", (step) => this.#revoke(step)],
    ["decline", (step) => this.#decline(step)],
    ["accept", (step) => this.#say("acceptResult", step)],
    ["cancel", (step) => this.#say("cancelJob", step)],
    ["claim", (step) => this.#say("claimTimeout", step)],
    ["unstake", (step) => this.#unstake(step)],
    ["withdraw", (step) => this.#withdraw(step)],
    ["top up", (step) => this.#topUp(step)],
    ["top up", (step) => this.#topUp(step)],
    ["terms", (step) => this.#terms(step)],
    ["price access", (step) => this.#priceAccess(step)],
    ["buy access", (step) => this.#buyAccess(step)],
    ["ticks", (step) => this.#ticks(step)],
    ["ticks", (step) => this.#ticks(step)],
    ["epoch", (step) => this.#epoch(step)],
  ];

  #create({ a, b, c, d }: Step): [number, number] {
    const { market, model } = this;
    const requester = REQUESTERS[a % 3]!;
    const replicas = 1 + (b % 3);
    const modelSlot = c % 4 < 2 ? c % 4 : NO_MODEL;
    const entry = this.models[modelSlot];
    const listed = c % 3 === 0 ? [0, 2, 3].slice(0, 1 + (d % 3)) : [];
    const args = market.jobArgs({
      replicas,
      quorum: Math.floor(replicas / 2) + 1,
      hub: d % 2,
      model: modelSlot,
      priceCap: BigInt(5 + ((a * 37) % 1500)),
      royalty: (entry?.royalty ?? 0n) + (c % 17 === 0 ? 1n : 0n),
      hubFee: BigInt(b % 60),
      protocolFee: BigInt(d % 400),
      metered: (a + d) % 3 === 0 ? 0 : 1,
      deadline: market.chain.currentTick + (a % 40),
      acceptPolicy: c % 3 === 0 && d % 4 > 0 ? 1 : 0,
      providers: listed,
    });
    const amount = market.escrowOf(args) + market.config.createFee;
    market.chain.give(party(requester), amount);
    const output = market.run(party(requester), "createJob", args, amount);
    const code = model.createJob({
      requester,
      hub: model.hubs[args.hub]!,
      model: entry,
      ownList: listed.map((slot) => model.providers[slot]!),
      ownListOnly: args.acceptPolicy === 1,
      metered: args.metered === 1,
      ...pick(args),
    });
    if (code === Code.Ok) {
      const job = model.jobs.at(-1)!;
      expect(escrowOf(job)).toBe(market.escrowOf(args));
      this.handles.set(job, { jobKey: output.jobKey, jobSlot: output.jobSlot });
    } else market.chain.give(party(requester), -amount);
    return [output.code, code];
  }

  #assign({ a, b, c, d }: Step): [number, number] | undefined {
    const open = this.model.jobs.filter(({ state }) => state === "open");
    const job = choose(a % 8 ? open : this.model.jobs, a);
    if (!job) return undefined;
    const hub = d % 9 === 0 ? choose(this.model.hubs, d)! : job.hub;
    const fresh = this.model.providers.filter((one) => !job.attempts.some(({ provider }) => provider === one));
    const provider = choose(b % 8 ? fresh : this.model.providers, b) ?? this.model.providers[0]!;
    const price = c % 2 ? job.priceCap : BigInt(5 + (c % 1400));
    const leaseTicks = 1 + (d % 30);
    const slot = this.model.providers.indexOf(provider);
    const item = { ...this.handles.get(job)!, price, leaseTicks, provider: slot };
    const args = { ...this.market.assignArgs([item]), nonce: ++this.#nonce };
    const output = this.#paid(hub.hot, (from, fee) => this.market.run(from, "assignJobs", args, fee));
    const code = this.model.assign(hub.hot, job, provider, price, leaseTicks);
    if (code === Code.Ok) {
      const attempt = job.attempts.at(-1)!;
      this.slots.set(attempt, output.assignments[0]!);
      // Nothing, a part, all, more than all; for the others now and then something that can't be shown
      const asked = job.metered ? [0n, price / 3n, price / 2n, price, 3n * price][c % 5]! : b % 29 === 0 ? 5n : 0n;
      this.attempts.push({ job, attempt, answer: ANSWERS[a % ANSWERS.length]!, asked });
    }
    return [output.code, code];
  }

  #commit({ a, b }: Step) {
    return this.#withAttempt(a, "live", ({ job, attempt, answer, asked }, handle) => {
      const from = b % 11 === 0 ? this.model.providers[0]!.hot : attempt.provider.hot;
      const hidden = work(answer, "", asked);
      const commitment = this.market.commitmentOf(this.handles.get(job)!, handle, attempt.provider.owner, hidden);
      const args = this.market.commitArgs([{ commitment, ...handle }]);
      const { code } = this.market.run(party(from), "commitResults", args);
      return [code, this.model.commit(from, job, attempt, answer, asked)];
    });
  }

  #reveal({ a, b }: Step) {
    return this.#withAttempt(a, "committed", ({ job, attempt, answer, asked }, handle) => {
      const shown = b % 13 === 0 ? "another" : answer;
      const charge = b % 17 === 0 ? asked + 1n : asked;
      const from = attempt.provider.hot;
      const args = this.market.revealArgs([{ ...work(shown, "", charge), ...handle }]);
      const { code } = this.market.run(party(from), "revealResults", args);
      return [code, this.model.reveal(from, job, attempt, shown, charge)];
    });
  }

  #renew({ a, b, c }: Step) {
    return this.#withAttempt(a, "live", ({ job, attempt }, handle) => {
      const from = b % 3 === 0 ? attempt.provider.hot : job.hub.hot;
      const leaseTicks = 1 + (c % 30);
      const args = this.market.leaseArgs([{ ...handle, leaseTicks }]);
      const output = this.#paid(from, (id, fee) => this.market.run(id, "renewLeases", args, fee));
      return [output.code, this.model.renew(from, job, attempt, leaseTicks)];
    });
  }

  #revoke({ a, b }: Step) {
    return this.#withAttempt(a, "live", ({ job, attempt }, handle) => {
      const from = b % 9 === 0 ? attempt.provider.hot : job.hub.hot;
      const output = this.#paid(from, (id, fee) =>
        this.market.run(id, "revokeAssignment", { ...handle, nonce: 0n }, fee),
      );
      return [output.code, this.model.revoke(from, job, attempt)];
    });
  }

  #decline({ a }: Step) {
    return this.#withAttempt(a, "live", ({ job, attempt }, handle) => {
      const from = attempt.provider.hot;
      const output = this.market.run(party(from), "declineJob", { ...handle, reason: 1, nonce: 0n });
      return [output.code, this.model.decline(from, job, attempt)];
    });
  }

  #say(name: "acceptResult" | "cancelJob" | "claimTimeout", { a, b }: Step): [number, number] | undefined {
    const wanted = name === "acceptResult" ? "decided" : "open";
    const due = this.model.jobs.filter((one) => this.model.isDue(one));
    const able = name === "claimTimeout" ? due : this.model.jobs.filter(({ state }) => state === wanted);
    const job = choose(a % 4 ? able : this.model.jobs, a);
    if (!job) return undefined;
    const from = b % 7 === 0 ? REQUESTERS[0]! : job.requester;
    const { code } = this.market.run(party(from), name, { ...this.handles.get(job)!, nonce: 0n });
    if (name === "claimTimeout") return [code, this.model.claim(job)];
    return [code, name === "acceptResult" ? this.model.accept(from, job) : this.model.cancel(from, job)];
  }

  /** Mostly the next of an open job, now and then one that was used, is too far ahead, or of any job. */
  #topUp({ a, b, c, d }: Step): [number, number] | undefined {
    const { market, model } = this;
    const open = model.jobs.filter(({ state }) => state === "open");
    const job = choose(a % 8 ? open : model.jobs, a);
    if (!job) return undefined;
    const from = b % 13 === 0 ? REQUESTERS[0]! : job.requester;
    const nonce = Math.max(0, ...job.topUps) + (b % 5 === 0 ? (b % 40) - 20 : 1 + (b % 3));
    const extendTicks = c % 4 === 0 ? c % 90 : 0;
    const amount = BigInt(d % 7 === 0 ? d % 120 : d);
    const args = { ...this.handles.get(job)!, extendTicks, nonce: BigInt(Math.max(0, nonce)) };
    market.chain.give(party(from), amount);
    const { code } = market.run(party(from), "topUpJob", args, amount);
    const expected = model.topUp(from, job, amount, extendTicks, Math.max(0, nonce));
    if (code !== Code.Ok) market.chain.give(party(from), -amount);
    return [code, expected];
  }

  #terms({ a, b }: Step): [number, number] {
    const provider: Provider = choose(this.model.providers, a)!;
    const { owner, hot, payout, capacity, hubs } = provider;
    const keys = { owner: party(owner), hot: party(hot), payout: party(payout) };
    const minPrice = BigInt(10 + (b % 600));
    const slots = [...hubs.map((hub) => this.model.hubs.indexOf(hub)), NO_HUB, NO_HUB, NO_HUB].slice(0, 4);
    const args = { ...keys, minPrice, capacity, hubs: slots, anyHub: 0, paused: 0, nonce: ++this.#nonce };
    const call = (from: Uint8Array, fee: bigint) => this.market.run(from, "updateProvider", args, fee);
    return [this.#paid(owner, call).code, this.model.updateTerms(provider, minPrice)];
  }

  #priceAccess({ a, b, c }: Step): [number, number] {
    const model = choose(this.models, a)!;
    const from = c % 7 === 0 ? REQUESTERS[0]! : model.creator;
    const args = { model: this.models.indexOf(model), price: BigInt(b % 5 === 0 ? 0 : b), nonce: ++this.#nonce };
    const output = this.#paid(from, (id, fee) => this.market.run(id, "setAccessPrice", args, fee));
    return [output.code, this.model.priceAccess(from, model, args.price)];
  }

  /** Mostly at its price, now and then at one that was seen before. */
  #buyAccess({ a, b, c }: Step): [number, number] {
    const { chain, config } = this.market;
    const model = choose(this.models, a)!;
    const from = party(REQUESTERS[b % 3]!);
    const price = c % 5 === 0 ? BigInt(c) : model.accessPrice;
    const amount = price + config.callFee;
    chain.give(from, amount);
    const { code } = this.market.run(from, "buyAccess", { model: this.models.indexOf(model), price }, amount);
    if (code !== Code.Ok) chain.give(from, -amount);
    return [code, this.model.buyAccess(model, price)];
  }

  #unstake({ a, b, c }: Step): [number, number] {
    const provider: Provider = choose(this.model.providers, a)!;
    const nonce = ++this.#nonce;
    if (b % 2) return [this.market.run(party(provider.owner), "unstake", { nonce }).code, this.model.unstake(provider)];
    const amount = BigInt(1 + ((c * 11) % 9000));
    const call = (from: Uint8Array, fee: bigint) => this.market.run(from, "requestUnstake", { amount, nonce }, fee);
    return [this.#paid(provider.owner, call).code, this.model.requestUnstake(provider, amount)];
  }

  #withdraw({ a, b }: Step): [number, number] {
    const hub: Hub = choose(this.model.hubs, a)!;
    const args = { amount: BigInt(1 + b * 7), nonce: ++this.#nonce };
    const output = this.#paid(hub.owner, (from, fee) => this.market.run(from, "withdrawHubBond", args, fee));
    return [output.code, this.model.withdrawBond(hub, args.amount)];
  }

  #ticks({ a }: Step): [number, number] {
    for (let i = 0; i <= a % 6; i++) this.#endTick();
    return [Code.Ok, Code.Ok];
  }

  /** Both end the tick, then the epoch. */
  #epoch({ a }: Step): [number, number] | undefined {
    if (a % 8) return undefined;
    this.#authorize();
    this.market.chain.endEpoch();
    this.model.endTick();
    this.model.endEpoch();
    return [Code.Ok, Code.Ok];
  }

  #endTick(): void {
    this.#authorize();
    this.market.endTicks();
    this.model.endTick();
  }

  /** Signatures come at once here; batches that fail have tests of their own. */
  #authorize(): void {
    for (const invocation of this.market.chain.invocations) invocation.status = 2;
  }

  /** Mostly an attempt that can take the call, now and then any. */
  #withAttempt(index: number, state: Attempt["state"], act: Act): [number, number] | undefined {
    const able = this.attempts.filter(
      ({ job, attempt }) => job.attempts.includes(attempt) && attempt.state === state && ready(job, state),
    );
    const which = choose(index % 8 ? able : this.attempts.slice(-12), index);
    if (!which) return undefined;
    return act(which, { assignment: this.slots.get(which.attempt)!, attempt: which.attempt.number });
  }

  /** Calls with callFee from a pocket of its own, so that the parties' balances show only what they were paid. */
  #paid<T extends { code: number }>(name: string, call: (from: Uint8Array, fee: bigint) => T): T {
    const { chain, config } = this.market;
    chain.give(party(name), config.callFee);
    const output = call(party(name), config.callFee);
    if (output.code !== Code.Ok) chain.give(party(name), -config.callFee);
    return output;
  }
}

/** An attempt, and what its provider will commit to. */
interface Work {
  job: Job;
  attempt: Attempt;
  answer: string;
  asked: bigint;
}

type Act = (which: Work, handle: { assignment: number; attempt: number }) => [number, number];

function ready(job: Job, state: Attempt["state"]): boolean {
  return job.state === (state === "committed" ? "revealing" : "open");
}

function choose<T>(list: T[], index: number): T | undefined {
  return list[index % Math.max(list.length, 1)];
}

function pick({ replicas, quorum, priceCap, royalty, hubFee, protocolFee, deadline }: ReturnType<Market["jobArgs"]>) {
  return { replicas, quorum, priceCap, royalty, hubFee, protocolFee, deadline };
}

export const ALL_REASONS: number[] = Object.values(CloseReason);
