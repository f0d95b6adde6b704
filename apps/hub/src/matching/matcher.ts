import { randomUUID } from "node:crypto";
import type { Config } from "@qubix/contract";
import {
  demandId,
  healthWithRun,
  type LeaseToken,
  levelAt,
  MarketError,
  type Match,
  Matchmaker,
  type ProviderHealth,
  type ProviderRecord,
  type Random,
  type Reservation,
  type ReservationOutcome,
} from "@qubix/market";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import { ASSIGN_ITEMS } from "../dispatch/hub-calls.ts";
import type { Metrics } from "../observe/metrics.ts";
import { AttemptCounts, type CountedAttempt } from "./attempt-counts.ts";
import { BookKeeper } from "./book-keeper.ts";
import { Expectations } from "./expectations.ts";
import { Judge } from "./judge.ts";
import { QUEUE_KEY, type QueueStanding } from "./queue-standing.ts";
import { Reporter } from "./reporter.ts";
import { Resting } from "./resting.ts";
import { type BlockedJobs, WaitingRoom } from "./waiting-room.ts";

/** The book is compared with the store this often, so that a lost wake-up or another process's change costs only this. */
const RESYNC_MS = 2_000;
/** Places are kept for who starves, and the queue's standing is told, this often. */
const SWEEP_MS = 1_000;
/** One turn of matching holds the process up for no longer. */
const TURN_MS = 50;
/** Jobs whose version is kept in mind. */
const MOST_VERSIONS = 200_000;
/** Requesters whose standing is told. */
const STANDINGS = 2_000;

export interface MatcherDeps {
  store: Store;
  random: Random;
  hub: number;
  config: Config;
  leaseTicks: number;
  /** Milliseconds of waiting after which a place is kept for a job. */
  starvedAfterMs: number;
  /** An intent to assign was committed. */
  onPlanned(id: string): void;
  log: Logger;
  metrics: Metrics["matching"];
  /** What the operator has blocked: jobs, and owners of providers. */
  blocked: { jobs: BlockedJobs; hasOwner(identity: string): boolean };
}

/**
 * Brings waiting replicas and machines together. It leads alone; book and queue are memory only, made from the store, and
 * what counts is committed by `reserve` under the leader's lease: reservation, job state and the intent to assign.
 */
export class Matcher {
  readonly #keeper: BookKeeper;
  readonly #matchmaker: Matchmaker;
  readonly #counts: AttemptCounts;
  readonly #judge: Judge;
  readonly #resting: Resting;
  readonly #room: WaitingRoom;
  readonly #reporter: Reporter;
  readonly #versions = new Map<string, number>();
  #resyncAt = 0;
  #sweepAt = 0;
  #judgeDue = true;

  constructor(
    readonly deps: MatcherDeps,
    readonly token: LeaseToken,
  ) {
    const { store, hub, config, random, starvedAfterMs } = deps;
    this.#keeper = new BookKeeper(store, { hub, lockBps: config.lockBps }, (owner) => deps.blocked.hasOwner(owner));
    this.#matchmaker = new Matchmaker(this.#keeper.book, { random, starvedAfterMs });
    this.#counts = new AttemptCounts(config.lockBps);
    this.#judge = new Judge(store, this.#keeper.book);
    this.#resting = new Resting(this.#keeper.book);
    const onJob = ({ key, version }: { key: string; version: number }) => {
      if (this.#versions.size > MOST_VERSIONS) this.#versions.clear(); // who is missed is read again
      this.#versions.set(key, version);
    };
    this.#room = new WaitingRoom(store, new Expectations(store), config.minStake, onJob, deps.blocked.jobs);
    this.#reporter = new Reporter(store, onJob);
  }

  /** The chain showed a provider as it is now. */
  noteProvider(record: ProviderRecord): void {
    this.#freed(this.#keeper.putProvider(record));
  }

  /** An attempt changed: capacity may be free. */
  noteAttempt(attempt: CountedAttempt): void {
    const freed = this.#counts.note(attempt);
    this.#counts.tell(this.#keeper.book, attempt.provider, attempt.machine);
    if (freed) this.#freed(this.#keeper.book.rowsOf(attempt.provider));
    if (attempt.state === "ended" || attempt.state === "settled") this.#judgeDue = true;
  }

  /** A machine said that it lives. */
  async noteMachine(provider: number, machine: string): Promise<void> {
    const rows = await this.#keeper.seen(provider, machine);
    if (rows.length === 0) return;
    this.#counts.tell(this.#keeper.book, provider, machine);
    this.#freed(rows);
  }

  /** One turn: reads what is new, matches, reserves. @returns true when there may be more to do at once */
  async step(): Promise<boolean> {
    const now = this.deps.store.clock.now();
    if (performance.now() >= this.#resyncAt) await this.#resync();
    const judging = this.#judgeDue && (await this.#judgeSome(now));
    this.#freed(this.#resting.wake(now));
    await this.#takeNews();
    await this.#sweep(now);
    const begun = performance.now();
    const { matches, unmatched, more } = this.#matchmaker.turn(now, TURN_MS);
    this.deps.metrics.turn((performance.now() - begun) / 1_000, unmatched.length);
    for (const { demand, scan } of unmatched) this.#reporter.note(demand, scan);
    let reserved = false;
    while (matches.length > 0) if (await this.#reserve(matches.splice(0, ASSIGN_ITEMS))) reserved = true;
    const reporting = await this.#reporter.write();
    return reserved || more || judging || reporting;
  }

  async #resync(): Promise<void> {
    this.#freed(await this.#keeper.refresh());
    await this.#counts.read(this.deps.store);
    this.#freed(this.#counts.tellAll(this.#keeper.book));
    this.#judgeDue = true;
    this.#resyncAt = performance.now() + RESYNC_MS;
  }

  async #judgeSome(now: number): Promise<boolean> {
    const { changed, more } = await this.#judge.step();
    this.#judgeDue = more;
    const all: Iterable<ProviderHealth> = changed.length > 0 ? changed : await this.#judge.health();
    for (const health of all) this.#resting.note(health, now);
    return more;
  }

  async #takeNews(): Promise<void> {
    const { demands, gone } = await this.#room.news();
    for (const id of gone) this.#matchmaker.withdraw(id);
    for (const demand of demands) this.#matchmaker.request(demand);
  }

  async #sweep(now: number): Promise<void> {
    if (performance.now() < this.#sweepAt) return;
    this.#sweepAt = performance.now() + SWEEP_MS;
    this.#matchmaker.keepPlaces(now);
    const { queue } = this.#matchmaker;
    const standing: QueueStanding = {
      at: now,
      waiting: queue.size,
      requesters: queue.shares.standings().slice(0, STANDINGS),
    };
    await this.deps.store.presence.beat(QUEUE_KEY, standing, 10 * SWEEP_MS);
  }

  #freed(rows: readonly number[]): void {
    for (const row of rows) this.#matchmaker.freed(row);
  }

  async #reserve(matches: Match[]): Promise<boolean> {
    const { store, leaseTicks, onPlanned, log } = this.deps;
    const items: Reservation[] = matches.map(({ demand, offer, price }) => ({
      jobKey: demand.jobKey,
      jobVersion: this.#versions.get(demand.jobKey) ?? 0,
      replica: demand.replica,
      provider: offer.provider,
      machine: offer.machine,
      price,
      memoryMiB: demand.priced.limits.memoryMiB,
    }));
    const intent = {
      id: `assign:${randomUUID()}`,
      procedure: "AssignJobs",
      owner: "hub" as const,
      jobKeys: [],
      payload: { leaseTicks },
    };
    try {
      const outcomes = await store.attempts.reserve(this.token, intent, items);
      for (const [index, outcome] of outcomes.entries()) await this.#conclude(matches[index]!, outcome);
      const made = outcomes.some(({ ok }) => ok);
      if (made) onPlanned(intent.id);
      return made;
    } catch (error) {
      for (const match of matches) this.#giveBack(match);
      if (error instanceof MarketError && error.code === "STALE_LEASE") throw error;
      log.warn("reservations failed", { error: String(error) });
      return false;
    }
  }

  async #conclude(match: Match, outcome: ReservationOutcome): Promise<void> {
    const { jobKey, replica } = match.demand;
    const { provider, machine } = match.offer;
    const waitedMs = this.deps.store.clock.now() - match.demand.since;
    this.deps.metrics.reservation(outcome.ok ? "made" : outcome.reason, waitedMs / 1_000);
    if (outcome.ok) {
      this.#counts.note(outcome.attempt);
      this.#counts.tell(this.#keeper.book, provider, machine);
      this.#room.forget(jobKey, replica);
      this.#reporter.forget(jobKey);
      await this.#charge(provider);
      return;
    }
    this.deps.log.debug("a reservation was not made", { jobKey, reason: outcome.reason });
    if (outcome.reason === "not-waiting") {
      this.#matchmaker.release(match);
      this.#room.forget(jobKey, replica);
    } else if (outcome.reason === "job-changed") {
      this.#giveBack(match);
    } else {
      // The store knows of more attempts there than this process: the place stays taken until all are counted again.
      this.#resyncAt = Math.min(this.#resyncAt, performance.now() + RESYNC_MS / 4);
      this.#room.again(jobKey, replica, match.demand.since);
    }
  }

  #giveBack(match: Match): void {
    this.#matchmaker.release(match);
    this.#matchmaker.withdraw(demandId(match.demand.jobKey, match.demand.replica));
    this.#room.again(match.demand.jobKey, match.demand.replica, match.demand.since);
  }

  /** A provider that is not well has a number of runs a day. */
  async #charge(provider: number): Promise<void> {
    const now = this.deps.store.clock.now();
    const health = this.#judge.of(provider);
    if (levelAt(health, now) === 0) return;
    const charged = healthWithRun(health, now);
    await this.#judge.put(charged);
    this.#resting.note(charged, now);
  }
}
