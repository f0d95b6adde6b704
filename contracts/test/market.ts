import {
  type Config,
  commitmentOf,
  decode,
  type ExplainOutput,
  encode,
  FUNCTIONS,
  type Functions,
  jobKeyOf,
  NO_HUB,
  NO_MODEL,
  NO_PROVIDER,
  NO_SLOT,
  PROCEDURES,
  type Procedures,
  type Records,
} from "@qubix/contract";
import { k12 } from "@qubix/qubic";
import { expect } from "vitest";
import { hex, INDEX, party, TestChain } from "./test-chain.ts";

export const TEST_CONFIG: Config = {
  createFee: 1000n,
  callFee: 100n,
  modelFee: 500n,
  reserveTarget: 0n,
  minPrice: 10n,
  minStake: 50_000n,
  minBond: 100_000n,
  flushTicks: 2,
  commitGraceTicks: 4,
  revealTicks: 8,
  disputeTicks: 6,
  revokeTicks: 3,
  minLeaseTicks: 2,
  maxLeaseTicks: 50,
  maxJobTicks: 500,
  unstakeTicks: 10,
  retryTicks: 2,
  sweepSlots: 64,
  maxLiveJobsPerRequester: 20,
  hubBondBps: 1000,
  lockBps: 10_000,
  baseShareBps: 2000,
  burnBps: 5000,
  minProtocolFeeBps: 100,
  maxReplicas: 7,
  epochGuardMinutes: 0,
  oracleEnabled: 0,
  channelsEnabled: 0,
  chargeToleranceBps: 2500,
};

type Args<P extends keyof Procedures> = Procedures[P]["input"];
type Output<P extends keyof Procedures> = Procedures[P]["output"] & { code: number };

/** A result and how it was hidden, by a word. */
export interface Work {
  resultDigest: Uint8Array;
  ciphertextDigest: Uint8Array;
  maskedKey: Uint8Array;
  salt: Uint8Array;
  charge: bigint;
}

export function work(word: string, by = "", charge = 0n): Work {
  const part = (name: string) => k12(new TextEncoder().encode(`${name} ${word}`));
  return {
    resultDigest: part("result"),
    ciphertextDigest: part(`cipher ${by}`),
    maskedKey: part(`key ${by}`),
    salt: part(`salt ${by}`),
    charge,
  };
}

/** A marketplace in a test: calls by name, with what must hold of each call checked after it. */
export class Market {
  readonly chain = new TestChain();
  /** Whether a refusal's state is compared byte for byte, besides the dirty flag. Megabytes each time. */
  comparesState = true;
  config: Config;
  #nonce = 0n;

  constructor(config: Partial<Config> = {}) {
    this.config = { ...TEST_CONFIG, ...config };
    this.chain.contract.patchState(0, encode("Config", this.config));
  }

  nonce = (): bigint => ++this.#nonce;

  ask<F extends keyof Functions>(name: F, args: Functions[F]["input"]): Functions[F]["output"] {
    const { inputType, name: contractName } = FUNCTIONS[name];
    const output = this.chain.contract.query(inputType, encode(`${contractName}_input` as keyof Records, args));
    return decode(`${contractName}_output` as keyof Records, output!) as Functions[F]["output"];
  }

  /**
   * Calls a procedure as a transaction does and checks: Explain said the same code; a refusal writes nothing and gives
   * everything back; no money appears or vanishes; the contract holds what it owes.
   */
  run<P extends keyof Procedures>(from: Uint8Array, name: P, args: Args<P>, amount = 0n): Output<P> {
    const { chain } = this;
    const { inputType, name: contractName } = PROCEDURES[name];
    const input = encode(`${contractName}_input` as keyof Records, args);
    this.fund(from, amount);
    const explained = this.explain(from, inputType, input, amount);
    const state = explained.code !== 0 && this.comparesState ? chain.contract.state() : undefined;
    const before = { sender: chain.balance(from), everything: chain.everything() };

    chain.contract.clearDirty();
    const output = this.send(from, name, args, amount);

    expect(explained.code, `what Explain says of ${name}`).toBe(output.code);
    if (output.code !== 0) {
      expect(chain.contract.hasDirtyState(), `${name} refused with ${output.code} writes nothing`).toBe(false);
      if (state) expect(Buffer.compare(chain.contract.state(), state), "the state is the same").toBe(0);
      expect(chain.balance(from), `${name} refused with ${output.code} refunds all`).toBe(before.sender);
    }
    expect(chain.everything(), "no money appears or vanishes").toBe(before.everything);
    this.checkSums();
    return output;
  }

  /** Calls a procedure as a transaction does, and checks nothing. */
  send<P extends keyof Procedures>(from: Uint8Array, name: P, args: Args<P>, amount = 0n): Output<P> {
    const { chain } = this;
    const { inputType, name: contractName } = PROCEDURES[name];
    this.fund(from, amount);
    chain.give(from, -amount);
    chain.give(chain.self, amount);
    chain.contract.postIncomingTransfer({ sourceId: from, amount, type: 1 });
    const input = encode(`${contractName}_input` as keyof Records, args);
    const caller = { invocator: from, originator: from, invocationReward: amount };
    const bytes = chain.contract.procedure(inputType, input, caller);
    return decode(`${contractName}_output` as keyof Records, bytes!) as unknown as Output<P>;
  }

  fund(id: Uint8Array, amount: bigint): void {
    if (this.chain.balance(id) < amount) this.chain.give(id, amount - this.chain.balance(id));
  }

  /** Runs a procedure that has to be accepted. */
  ok<P extends keyof Procedures>(from: Uint8Array, name: P, args: Args<P>, amount = 0n): Output<P> {
    const output = this.run(from, name, args, amount);
    expect(output.code, `${name} should be accepted`).toBe(0);
    return output;
  }

  explain(invocator: Uint8Array, procedure: number, input: Uint8Array, amount: bigint): ExplainOutput {
    return this.ask("explain", { invocator, amount, procedure, input });
  }

  /** The contract holds exactly what it owes: nothing came to these tests' contract unasked and unbooked. */
  checkSums(): void {
    const { holds, owes, totals } = this.ask("getTotals", {});
    expect(holds, "holds what it owes").toBe(owes);
    expect(holds).toBe(this.chain.balance(this.chain.self));
    for (const [name, value] of Object.entries(totals)) expect(value >= 0n, `${name} is not negative`).toBe(true);
  }

  endTicks(count = 1): void {
    const everything = this.chain.everything();
    for (let i = 0; i < count; i++) this.chain.endTick();
    expect(this.chain.everything()).toBe(everything);
    this.checkSums();
  }

  // What most tests begin with

  addHub(name = "hub", bond = 1_000_000n, minFee = 0n): number {
    const args = { hot: party(`${name} hot`), minFee, nonce: this.nonce() };
    return this.ok(party(name), "registerHub", args, bond + this.config.callFee).hub;
  }

  addProvider(name: string, { stake = 200_000n, minPrice = 10n, capacity = 4, hubs = [0] } = {}): number {
    const args = {
      hot: party(`${name} hot`),
      payout: party(`${name} payout`),
      minPrice,
      capacity,
      hubs: [...hubs, NO_HUB, NO_HUB, NO_HUB, NO_HUB].slice(0, 4),
      anyHub: 0,
      nonce: this.nonce(),
    };
    return this.ok(party(name), "registerProvider", args, stake + this.config.callFee).provider;
  }

  addModel(creator: string, royalty = 0n, parent = NO_MODEL, parentShareBps = 0): number {
    const args = {
      digest: k12(party(`${creator} ${this.#nonce}`)),
      royalty,
      parent,
      parentShareBps,
      nonce: this.nonce(),
    };
    return this.ok(party(creator), "publishModel", args, this.config.modelFee).model;
  }

  jobArgs(change: Partial<Args<"createJob">> = {}): Args<"createJob"> {
    const replicas = change.replicas ?? 1;
    return {
      specDigest: party("spec"),
      nonce: this.nonce(),
      createBy: this.chain.currentTick + 10,
      deadline: this.chain.currentTick + 100,
      hub: 0,
      model: NO_MODEL,
      replicas,
      quorum: Math.floor(replicas / 2) + 1,
      acceptPolicy: 0,
      startPolicy: 0,
      undecidedPolicy: 0,
      metered: 0,
      priceCap: 1000n,
      royalty: 0n,
      hubFee: 0n,
      protocolFee: 100n * BigInt(replicas),
      minStake: 0n,
      ...change,
      providers: [...(change.providers ?? []), ...new Array<number>(8).fill(NO_PROVIDER)].slice(0, 8),
    };
  }

  escrowOf(args: Args<"createJob">): bigint {
    return BigInt(args.replicas) * args.priceCap + args.royalty + args.hubFee + args.protocolFee;
  }

  createJob(change: Partial<Args<"createJob">> = {}, requester = "requester"): JobHandle {
    const args = this.jobArgs(change);
    const output = this.ok(party(requester), "createJob", args, this.escrowOf(args) + this.config.createFee);
    expect(hex(output.jobKey)).toBe(hex(jobKeyOf(party(requester), args.specDigest, args.nonce)));
    return { jobKey: output.jobKey, jobSlot: output.jobSlot };
  }

  assign(job: JobHandle, provider: number, price = 1000n, leaseTicks = 20, hub = "hub"): AttemptHandle {
    const item = { ...job, price, leaseTicks, provider };
    const output = this.ok(party(`${hub} hot`), "assignJobs", this.assignArgs([item]), this.config.callFee);
    const assignment = output.assignments[0]!;
    return { assignment, attempt: this.ask("getAssignment", { assignment }).record.attempt };
  }

  assignArgs(items: Records["AssignItem"][]): Args<"assignJobs"> {
    const none = { jobKey: new Uint8Array(32), price: 0n, jobSlot: 0, leaseTicks: 0, provider: 0 };
    return { items: pad(items, 16, none), count: items.length, nonce: this.nonce() };
  }

  leaseArgs(items: Records["LeaseItem"][]): Args<"renewLeases"> {
    return { items: pad(items, 64, { assignment: 0, attempt: 0, leaseTicks: 0 }), count: items.length, nonce: 0n };
  }

  commitArgs(items: Records["CommitItem"][]): Args<"commitResults"> {
    return {
      items: pad(items, 16, { commitment: new Uint8Array(32), assignment: 0, attempt: 0 }),
      count: items.length,
      nonce: 0n,
    };
  }

  revealArgs(items: Records["RevealItem"][]): Args<"revealResults"> {
    const zero = new Uint8Array(32);
    const hidden = { resultDigest: zero, ciphertextDigest: zero, maskedKey: zero, salt: zero };
    const none = { ...hidden, charge: 0n, assignment: 0, attempt: 0 };
    return { items: pad(items, 4, none), count: items.length, nonce: 0n };
  }

  commitmentOf(job: JobHandle, attempt: AttemptHandle, provider: string, result: Work): Uint8Array {
    return commitmentOf({
      contractIndex: INDEX,
      jobKey: job.jobKey,
      provider: party(provider),
      attempt: attempt.attempt,
      ...result,
    });
  }

  commit(job: JobHandle, attempt: AttemptHandle, provider: string, result: Work): void {
    const commitment = this.commitmentOf(job, attempt, provider, result);
    this.ok(party(`${provider} hot`), "commitResults", this.commitArgs([{ commitment, ...attempt }]));
  }

  reveal(attempt: AttemptHandle, provider: string, result: Work): void {
    this.ok(party(`${provider} hot`), "revealResults", this.revealArgs([{ ...result, ...attempt }]));
  }

  job(job: JobHandle) {
    return this.ask("getJob", job);
  }

  provider(provider: number) {
    return this.ask("getProvider", { identity: new Uint8Array(32), provider });
  }

  hub(hub = 0) {
    return this.ask("getHub", { identity: new Uint8Array(32), hub });
  }

  receipt(job: JobHandle) {
    const { receipt, found } = this.ask("getReceipt", { jobKey: job.jobKey, index: 0xffffffffffffffffn });
    expect(found, "a receipt was written").toBe(1);
    const paid = receipt.runs.reduce((sum, run) => sum + run.paid, 0n);
    const parts =
      paid + receipt.royaltyPaid + receipt.hubPaid + receipt.burned + receipt.toShareholders + receipt.refunded;
    expect(parts, "a receipt sums to the escrow").toBe(receipt.escrow);
    return receipt;
  }

  events() {
    return this.ask("getEvents", { fromSeq: 0n }).events.slice(0, this.ask("getEvents", { fromSeq: 0n }).count);
  }
}

export interface JobHandle {
  jobKey: Uint8Array;
  jobSlot: number;
}

export interface AttemptHandle {
  assignment: number;
  attempt: number;
}

export const NO_JOB: JobHandle = { jobKey: new Uint8Array(32), jobSlot: NO_SLOT };

function pad<T>(items: T[], length: number, filler: T): T[] {
  return [...items, ...new Array<T>(length - items.length).fill(filler)];
}
