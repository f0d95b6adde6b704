import { Code } from "@qubix/contract";
import { bps, Ledger } from "./ledger.ts";
import type { Attempt, Hub, Job, JobTerms, ModelEntry, Provider, Rules } from "./records.ts";
import { CLOSE, escrowOf, isBonded, isIndependent, majorityOf, payCreators, settle } from "./settlement.ts";

/**
 * What the contract means, written down a second time: objects and bigints, no slots, no bounds, no hashes. Each method
 * takes the call's caller and amount, answers with the contract's code, and does nothing when it refuses.
 */
export class MarketModel {
  readonly ledger = new Ledger();
  readonly rules: Rules;
  readonly jobs: Job[] = [];
  readonly hubs: Hub[] = [];
  readonly providers: Provider[] = [];
  tick: number;
  readonly #live: Job[] = [];
  #leavesWaiting = false;
  #lastFlush = 0;
  #sent = 0;
  #forgotten = 0;
  #lastRetry = 0;

  constructor(rules: Rules, tick: number) {
    this.rules = rules;
    this.tick = tick;
  }

  registerHub(hub: Hub): void {
    this.hubs.push(hub);
    this.ledger.bonds += hub.bond;
    this.ledger.keepFee(this.rules.callFee);
  }

  registerProvider(provider: Provider): void {
    this.providers.push(provider);
    this.ledger.stakes += provider.stake;
    this.ledger.keepFee(this.rules.callFee);
  }

  publishModel(_model: ModelEntry, fee: bigint): void {
    this.ledger.keepFee(fee);
  }

  priceAccess(by: string, model: ModelEntry, price: bigint): number {
    if (by !== model.creator) return Code.NotAuthorized;
    model.accessPrice = price;
    this.ledger.keepFee(this.rules.callFee);
    return Code.Ok;
  }

  buyAccess(model: ModelEntry, price: bigint): number {
    if (model.accessPrice === 0n) return Code.NotForSale;
    if (price !== model.accessPrice) return Code.AccessPriceMismatch;
    this.ledger.keepFee(this.rules.callFee);
    payCreators(model, price, this.ledger);
    return Code.Ok;
  }

  createJob(terms: JobTerms): number {
    const { rules, tick } = this;
    if (terms.hub.paused) return Code.HubPaused;
    if (terms.priceCap < rules.minPrice) return Code.PriceOutOfRange;
    if (terms.royalty !== (terms.model?.royalty ?? 0n)) return Code.RoyaltyMismatch;
    if (terms.hubFee < terms.hub.minFee) return Code.HubFeeTooLow;
    if (terms.protocolFee < bps(BigInt(terms.replicas) * terms.priceCap, rules.minProtocolFeeBps))
      return Code.ProtocolFeeTooLow;
    if (terms.deadline < tick + rules.minLeaseTicks || terms.deadline > tick + rules.maxJobTicks)
      return Code.DeadlineOutOfRange;
    if (terms.ownListOnly && terms.ownList.length < terms.quorum) return Code.BadOwnList;
    const progress = { phaseEnds: 0, createdTick: tick, attemptsGiven: 0, closeReason: undefined };
    const job: Job = { ...terms, ...progress, topUps: [], attempts: [], failed: [], state: "open" };
    this.jobs.push(job);
    this.#live.push(job);
    this.ledger.escrow += escrowOf(terms);
    this.ledger.keepFee(rules.createFee);
    return Code.Ok;
  }

  assign(from: string, job: Job, provider: Provider, price: bigint, leaseTicks: number): number {
    const { rules, tick } = this;
    const hub = this.hubs.find(({ hot }) => hot === from);
    if (!hub) return Code.NotAuthorized;
    if (hub.paused) return Code.HubPaused;
    if (job.state === "closed") return Code.UnknownJob;
    if (job.hub !== hub) return Code.WrongHub;
    if (job.state !== "open") return Code.WrongState;
    if (tick > job.deadline) return Code.TooLate;
    if (price > job.priceCap) return Code.PriceAboveCap;
    if (price < provider.minPrice) return Code.PriceBelowMinimum;
    if (!provider.hubs.includes(hub)) return Code.HubNotAccepted;
    if (leaseTicks < rules.minLeaseTicks || leaseTicks > rules.maxLeaseTicks) return Code.LeaseOutOfRange;
    if (job.attempts.some((attempt) => attempt.provider === provider)) return Code.AlreadyOnJob;
    if (job.failed.slice(-8).includes(provider)) return Code.FailedBefore;
    if (job.ownListOnly && !job.ownList.includes(provider)) return Code.NotOnOwnList;
    const running = this.attemptsOf(provider);
    if (running.length >= provider.capacity) return Code.NoCapacity;
    const lock = bps(price, rules.lockBps);
    if (provider.stake - provider.unstaking - sum(running.map(({ locked }) => locked)) < lock)
      return Code.StakeTooSmall;
    if (job.attempts.filter((attempt) => !this.isOverdue(attempt)).length >= job.replicas) return Code.NoFreeReplica;
    if (hub.bond < rules.minBond || hub.bond < bps(this.exposureOf(hub) + price, rules.hubBondBps))
      return Code.BondTooSmall;
    this.#endOverdue(job);
    job.attempts.push({
      number: ++job.attemptsGiven,
      provider,
      price,
      charge: price,
      assignedTick: tick,
      locked: lock,
      leaseUntil: Math.min(tick + leaseTicks, job.deadline + rules.commitGraceTicks),
      revokeAt: undefined,
      objected: false,
      bonded: isBonded(provider, rules),
      state: "live",
      answer: "",
      asked: 0n,
    });
    this.#leavesWaiting = true;
    this.ledger.keepFee(rules.callFee);
    return Code.Ok;
  }

  renew(from: string, job: Job, attempt: Attempt, leaseTicks: number): number {
    const { rules, tick } = this;
    if (!job.attempts.includes(attempt)) return Code.UnknownAssignment;
    const objection = from !== job.hub.hot;
    if (objection && from !== attempt.provider.hot) return Code.NotAuthorized;
    if (attempt.state !== "live") return Code.NotLive;
    if (objection) {
      if (attempt.revokeAt === undefined || attempt.objected || tick >= attempt.revokeAt) return Code.NothingToObject;
      attempt.objected = true;
    } else {
      const last = job.deadline + rules.commitGraceTicks;
      if (leaseTicks < rules.minLeaseTicks || leaseTicks > rules.maxLeaseTicks) return Code.LeaseOutOfRange;
      if (tick > last) return Code.TooLate;
      attempt.leaseUntil = Math.max(attempt.leaseUntil, Math.min(tick + leaseTicks, last));
    }
    attempt.revokeAt = undefined;
    this.ledger.keepFee(rules.callFee);
    return Code.Ok;
  }

  revoke(from: string, job: Job, attempt: Attempt): number {
    if (!job.attempts.includes(attempt)) return Code.UnknownAssignment;
    if (from !== job.hub.hot) return Code.NotAuthorized;
    if (attempt.state !== "live") return Code.NotLive;
    if (attempt.revokeAt !== undefined) return Code.RevocationPending;
    attempt.revokeAt = this.tick + this.rules.revokeTicks;
    this.ledger.keepFee(this.rules.callFee);
    return Code.Ok;
  }

  decline(from: string, job: Job, attempt: Attempt): number {
    if (!job.attempts.includes(attempt)) return Code.UnknownAssignment;
    if (from !== attempt.provider.hot) return Code.NotAuthorized;
    if (attempt.state !== "live") return Code.NotLive;
    remove(job.attempts, attempt);
    return Code.Ok;
  }

  commit(from: string, job: Job, attempt: Attempt, answer: string, asked: bigint): number {
    if (!job.attempts.includes(attempt)) return Code.UnknownAssignment;
    if (from !== attempt.provider.hot) return Code.NotAuthorized;
    if (attempt.state !== "live") return Code.NotLive;
    if (this.tick > job.deadline + this.rules.commitGraceTicks) return Code.TooLate;
    attempt.state = "committed";
    attempt.answer = answer;
    attempt.asked = asked;
    const committed = job.attempts.filter(({ state }) => state === "committed").length;
    if (committed === job.replicas || (this.tick > job.deadline && committed === job.attempts.length))
      this.#openReveal(job);
    return Code.Ok;
  }

  reveal(from: string, job: Job, attempt: Attempt, answer: string, asked: bigint): number {
    if (!job.attempts.includes(attempt)) return Code.UnknownAssignment;
    if (from !== attempt.provider.hot) return Code.NotAuthorized;
    if (attempt.state !== "committed" || job.state !== "revealing") return Code.NotRevealing;
    if (asked < 0n || asked > MOST || (asked > 0n && !job.metered)) return Code.AmountOutOfRange;
    if (answer !== attempt.answer || asked !== attempt.asked) return Code.CommitmentMismatch;
    attempt.state = "revealed";
    if (job.metered && asked < attempt.charge) attempt.charge = asked;
    if (job.attempts.every(({ state }) => state === "revealed")) this.#decide(job);
    return Code.Ok;
  }

  accept(from: string, job: Job): number {
    if (job.state === "closed") return Code.UnknownJob;
    if (from !== job.requester) return Code.NotAuthorized;
    if (job.state !== "decided") return Code.WrongState;
    this.#settle(job, job.replicas === 1 ? CLOSE.accepted : CLOSE.verified);
    return Code.Ok;
  }

  cancel(from: string, job: Job): number {
    if (job.state === "closed") return Code.UnknownJob;
    if (from !== job.requester) return Code.NotAuthorized;
    if (job.state !== "open" || job.attempts.some(({ state }) => state !== "live")) return Code.TooLate;
    this.#endOverdue(job);
    this.#settle(job, CLOSE.cancelled);
    return Code.Ok;
  }

  topUp(from: string, job: Job, amount: bigint, extendTicks: number, nonce: number): number {
    const { rules, tick } = this;
    if (job.state === "closed") return Code.UnknownJob;
    if (from !== job.requester) return Code.NotAuthorized;
    const top = Math.max(0, ...job.topUps);
    if (nonce < 1 || nonce > top + 16 || nonce <= top - 16 || job.topUps.includes(nonce)) return Code.NonceUsed;
    if (job.state !== "open") return Code.WrongState;
    if (tick > job.deadline) return Code.TooLate;
    if (amount < rules.callFee) return Code.FeeTooSmall;
    if (extendTicks > 0 && job.attempts.some(({ state }) => state !== "live")) return Code.TooLate;
    if (extendTicks > 0 && job.deadline + extendTicks > job.createdTick + rules.maxJobTicks)
      return Code.DeadlineOutOfRange;
    const replicas = BigInt(job.replicas);
    const spendable = amount - rules.callFee;
    const raise = (spendable * 10_000n) / BigInt(10_000 + rules.minProtocolFeeBps) / replicas;
    const fee = bps(raise * replicas, rules.minProtocolFeeBps);
    if (spendable > MOST || escrowOf(job) + raise * replicas + fee > MOST) return Code.AmountOutOfRange;
    if (raise === 0n && extendTicks === 0) return Code.EscrowTooSmall;
    job.priceCap += raise;
    job.protocolFee += fee;
    job.deadline += extendTicks;
    job.topUps.push(nonce);
    if (job.metered) for (const attempt of job.attempts) if (attempt.state === "live") attempt.charge += raise;
    this.ledger.escrow += raise * replicas + fee;
    this.ledger.keepFee(rules.callFee);
    this.ledger.pay(from, spendable - raise * replicas - fee);
    return Code.Ok;
  }

  claim(job: Job): number {
    if (job.state === "closed") return Code.UnknownJob;
    if (!this.isDue(job)) return Code.NothingDue;
    this.#advance(job);
    return Code.Ok;
  }

  updateTerms(provider: Provider, minPrice: bigint): number {
    provider.minPrice = minPrice;
    provider.termsTick = this.tick;
    this.ledger.keepFee(this.rules.callFee);
    return Code.Ok;
  }

  requestUnstake(provider: Provider, amount: bigint): number {
    if (amount > provider.stake - sum(this.attemptsOf(provider).map(({ locked }) => locked))) return Code.StakeLocked;
    const stays = provider.stake - amount;
    if (amount > 0n && stays > 0n && stays < this.rules.minStake) return Code.StakeTooSmall;
    provider.unstaking = amount;
    provider.unstakeAt = this.tick + this.rules.unstakeTicks;
    this.ledger.keepFee(this.rules.callFee);
    return Code.Ok;
  }

  unstake(provider: Provider): number {
    if (provider.unstaking === 0n) return Code.NoUnstakeRequested;
    if (this.tick < provider.unstakeAt) return Code.UnstakeNotDue;
    provider.stake -= provider.unstaking;
    this.ledger.stakes -= provider.unstaking;
    this.ledger.pay(provider.owner, provider.unstaking);
    provider.unstaking = 0n;
    return Code.Ok;
  }

  withdrawBond(hub: Hub, amount: bigint): number {
    const { rules } = this;
    if (amount > hub.bond) return Code.AmountOutOfRange;
    const share = bps(this.exposureOf(hub), rules.hubBondBps);
    const busy = this.jobs.some((job) => job.hub === hub && job.state !== "closed");
    const needed = busy && share < rules.minBond ? rules.minBond : share;
    if (hub.bond - amount < needed) return Code.BondInUse;
    if (hub.bond > amount && hub.bond - amount < rules.minBond) return Code.BondTooSmall;
    hub.bond -= amount;
    this.ledger.bonds -= amount;
    this.ledger.keepFee(rules.callFee);
    this.ledger.pay(hub.owner, amount);
    return Code.Ok;
  }

  /** Batches, then whatever time moves on. */
  endTick(): void {
    this.#sent = 0;
    if (this.#leavesWaiting && this.tick - this.#lastFlush >= this.rules.flushTicks) {
      this.#leavesWaiting = false;
      this.#lastFlush = this.tick;
      this.#sent++;
    }
    if (this.#forgotten > 0 && this.tick - this.#lastRetry >= this.rules.flushTicks) {
      this.#forgotten--;
      this.#lastRetry = this.tick;
      this.#sent++;
    }
    for (let i = 0; i < this.#sent; i++) this.ledger.payInvocation();
    this.#advanceAll();
    this.tick++;
  }

  /** Follows the end of the epoch's last tick. What that tick sent is forgotten by the network, and sent again one by one. */
  endEpoch(): void {
    this.#forgotten += this.#sent;
    this.tick--;
    this.#advanceAll();
    this.tick++;
    this.ledger.payDividends();
  }

  attemptsOf(provider: Provider): Attempt[] {
    return this.jobs.flatMap((job) => job.attempts.filter((attempt) => attempt.provider === provider));
  }

  exposureOf(hub: Hub): bigint {
    return sum(this.jobs.flatMap((job) => (job.hub === hub ? job.attempts.map(({ price }) => price) : [])));
  }

  isOverdue(attempt: Attempt): boolean {
    const revoked = attempt.revokeAt !== undefined && this.tick >= attempt.revokeAt;
    return attempt.state === "live" && (this.tick > attempt.leaseUntil || revoked);
  }

  /** Whether time alone moves the job on. */
  isDue(job: Job): boolean {
    if (job.state !== "open") return job.state !== "closed" && this.tick > job.phaseEnds;
    if (job.attempts.some((attempt) => this.isOverdue(attempt))) return true;
    return this.tick > job.deadline && job.attempts.every(({ state }) => state === "committed");
  }

  /** In the contract's order, which matters while the reserve fills up to its target. */
  #advanceAll(): void {
    for (let i = this.#live.length - 1; i >= 0; i--) {
      const job = this.#live[i]!;
      if (this.isDue(job)) this.#advance(job);
    }
  }

  #advance(job: Job): void {
    if (job.state === "revealing") this.#decide(job);
    else if (job.state === "decided") this.#settle(job, job.replicas === 1 ? CLOSE.unchallenged : CLOSE.verified);
    else {
      this.#endOverdue(job);
      if (this.tick <= job.deadline || job.attempts.some(({ state }) => state === "live")) return;
      if (job.attempts.length === 0) this.#settle(job, CLOSE.expired);
      else this.#openReveal(job);
    }
  }

  #endOverdue(job: Job): void {
    for (const attempt of job.attempts.filter((candidate) => this.isOverdue(candidate))) {
      job.failed.push(attempt.provider);
      remove(job.attempts, attempt);
    }
  }

  #openReveal(job: Job): void {
    job.state = "revealing";
    job.phaseEnds = this.tick + this.rules.revealTicks;
  }

  #decide(job: Job): void {
    const majority = majorityOf(job);
    const unanimous = majority.length === job.attempts.length && majority.length >= 2;
    if (majority.length === 0) this.#settle(job, CLOSE.unrevealed);
    else if (majority.length < job.quorum) this.#settle(job, CLOSE.noQuorum);
    else if (unanimous && isIndependent(job, majority)) this.#settle(job, CLOSE.verified);
    else {
      job.state = "decided";
      job.phaseEnds = this.tick + this.rules.disputeTicks;
    }
  }

  /** The last live job takes the place of the one that ends. */
  #settle(job: Job, reason: number): void {
    settle(job, reason, this.ledger, this.rules);
    const last = this.#live.pop()!;
    if (last !== job) this.#live[this.#live.indexOf(job)] = last;
  }
}

/** The largest amount that the contract takes. */
const MOST = 1_000_000_000_000_000n;

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function remove<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}
