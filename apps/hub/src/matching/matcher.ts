import { randomUUID } from "node:crypto";
import { type Config, MAX_REPLICAS } from "@qubix/contract";
import {
  type AttemptRecord,
  type Demand,
  demandOf,
  type LeaseToken,
  MarketError,
  type Match,
  Matchmaker,
  type MatchResult,
  matchReport,
  OfferBook,
  type ProviderRecord,
  type Random,
  type Reservation,
  type WaitingReplica,
} from "@qubix/market";
import type { Store } from "@qubix/store";
import type { Logger } from "winston";
import { changeJob } from "../dispatch/change-job.ts";
import { ASSIGN_ITEMS } from "../dispatch/hub-calls.ts";
import { machineKey } from "../leases/presence-keys.ts";
import { AttemptCounts } from "./attempt-counts.ts";

/** Everything is read anew this often, so that a lost wake-up or another process's change costs only this. */
const RESYNC_MS = 2_000;
/** A provider that the chain refused for a replica (or whose assignment got lost) may be tried again after this. */
const FORGIVE_MS = 10_000;
/** Waiting replicas looked at in one turn. */
const TURN = 4_096;
const PAGE = 1_000;

export interface MatcherDeps {
  store: Store;
  random: Random;
  hub: number;
  config: Config;
  leaseTicks: number;
  /** An intent to assign was committed. */
  onPlanned(id: string): void;
  log: Logger;
}

/**
 * Brings waiting replicas and machines together. It leads alone; the book and the index are memory only, made from the store, and
 * what counts is committed by `reserve` under the leader's lease: reservation, job state and the intent to assign.
 */
export class Matcher {
  readonly #matchmaker: Matchmaker;
  readonly #counts = new AttemptCounts();
  readonly #versions = new Map<string, number>();
  readonly #reported = new Map<string, string>();
  readonly #machines = new Map<number, Set<string>>();
  #pending: Match[] = [];
  #resyncAt = 0;

  constructor(
    readonly deps: MatcherDeps,
    readonly token: LeaseToken,
  ) {
    const { hub, config, random } = deps;
    this.#matchmaker = new Matchmaker(new OfferBook({ hub, lockBps: config.lockBps }), random);
  }

  /** The chain showed a provider as it is now. */
  noteProvider(record: ProviderRecord): void {
    this.#matchmaker.book.putProvider(record);
    this.#freed(record.slot);
  }

  /** An attempt changed: capacity may be free. */
  noteAttempt(attempt: Pick<AttemptRecord, "id" | "provider" | "machine" | "state">): void {
    this.#counts.note(attempt);
    this.#recount(attempt.provider, attempt.machine);
    this.#freed(attempt.provider);
  }

  /** A machine said that it lives. */
  async noteMachine(provider: number, machine: string): Promise<void> {
    if (this.#matchmaker.book.indexOf(provider, machine) === undefined) await this.#loadMachines(provider);
    this.#matchmaker.book.setOnline(provider, machine, true);
    this.#freed(provider);
  }

  /** One turn: reads what is new, matches, reserves. @returns true when something was reserved: there may be more */
  async step(): Promise<boolean> {
    if (performance.now() >= this.#resyncAt) await this.#resync();
    await this.#request(await this.#newlyWaiting());
    let reserved = false;
    while (this.#pending.length > 0) if (await this.#reserve(this.#pending.splice(0, ASSIGN_ITEMS))) reserved = true;
    return reserved;
  }

  async #resync(): Promise<void> {
    const { store } = this.deps;
    const { book } = this.#matchmaker;
    for (let after = -1, page: ProviderRecord[]; ; after = page.at(-1)!.slot) {
      page = await store.providers.list(PAGE, after);
      for (const provider of page) book.putProvider(provider);
      if (page.length < PAGE) break;
    }
    this.#counts.reset(await store.attempts.live(["reserved", "assigned", "authorized"], 100_000));
    await this.#loadMachines(undefined);
    for (const demand of [...this.#matchmaker.waiting.all()])
      this.#matchmaker.waiting.remove(demand.jobKey, demand.replica);
    this.#resyncAt = performance.now() + RESYNC_MS;
  }

  async #loadMachines(provider: number | undefined): Promise<void> {
    const { store } = this.deps;
    const { book } = this.#matchmaker;
    const machines = await store.providers.machines(provider);
    const seen = await store.presence.getMany(machines.map((m) => machineKey(m.provider, m.description.id)));
    for (const [index, machine] of machines.entries()) {
      const record = await this.#providerInBook(machine.provider);
      if (!record) continue;
      book.putMachine(machine.provider, machine.description);
      const machinesOfProvider = this.#machines.get(machine.provider) ?? new Set();
      this.#machines.set(machine.provider, machinesOfProvider.add(machine.description.id));
      book.setOnline(machine.provider, machine.description.id, seen[index] !== undefined);
      this.#recount(machine.provider, machine.description.id);
    }
  }

  async #providerInBook(slot: number): Promise<boolean> {
    const record = await this.deps.store.providers.get(slot);
    if (record) this.#matchmaker.book.putProvider(record);
    return record !== undefined;
  }

  #recount(provider: number, machine: string): void {
    const { book } = this.#matchmaker;
    if (book.indexOf(provider, machine) === undefined) return;
    book.setReserved(provider, this.#counts.reserved(provider));
    book.setHeld(provider, machine, this.#counts.held(provider, machine));
  }

  /** Lets the replicas that wait look at a provider's machines. */
  #freed(provider: number): void {
    for (const machine of this.#machines.get(provider) ?? []) {
      const index = this.#matchmaker.book.indexOf(provider, machine);
      if (index !== undefined) for (const match of this.#matchmaker.freed(index)) this.#push(match);
    }
  }

  /** Two replicas of a job never go to one provider: the second is looked at anew, with the first in view. */
  #push(match: Match): void {
    const twice = this.#pending.some(
      ({ demand, offer }) => demand.jobKey === match.demand.jobKey && offer.provider === match.offer.provider,
    );
    if (twice) this.#matchmaker.release(match);
    else this.#pending.push(match);
  }

  async #newlyWaiting(): Promise<WaitingReplica[]> {
    const rows = await this.deps.store.waiting.list(TURN);
    const pending = new Set(this.#pending.map(({ demand }) => `${demand.jobKey}.${demand.replica}`));
    const rowIds = new Set(rows.map(({ jobKey, replica }) => `${jobKey}.${replica}`));
    if (rows.length < TURN)
      for (const { jobKey, replica } of [...this.#matchmaker.waiting.all()])
        if (!rowIds.has(`${jobKey}.${replica}`)) this.#matchmaker.waiting.remove(jobKey, replica);
    return rows.filter(
      ({ jobKey, replica }) => !this.#matchmaker.waiting.has(jobKey, replica) && !pending.has(`${jobKey}.${replica}`),
    );
  }

  async #request(rows: WaitingReplica[]): Promise<void> {
    if (rows.length === 0) return;
    const { store, config } = this.deps;
    const keys = [...new Set(rows.map(({ jobKey }) => jobKey))];
    const jobs = new Map((await store.jobs.getMany(keys)).map((job) => [job.key, job]));
    const attempts = new Map<string, AttemptRecord[]>();
    for (const key of keys)
      attempts.set(
        key,
        (await store.attempts.ofJob(key)).filter((one) => this.#isCounted(one)),
      );
    for (const { jobKey, replica, since } of rows) {
      const job = jobs.get(jobKey);
      if (!job || job.slot === undefined) continue;
      this.#versions.set(jobKey, job.version);
      const taken = this.#pending.filter(({ demand }) => demand.jobKey === jobKey).map(({ offer }) => offer.provider);
      const base = demandOf(job, replica, since, attempts.get(jobKey) ?? [], config.minStake);
      const demand: Demand = { ...base, onJob: [...base.onJob, ...taken] };
      const { match, result } = this.#matchmaker.request(demand);
      if (match) this.#push(match);
      else await this.#report(jobKey, result);
    }
  }

  /** Attempts that the chain never took are forgiven after a while: the reason may have passed. */
  #isCounted(attempt: AttemptRecord): boolean {
    const unseen = attempt.endReason === "refused" || attempt.endReason === "dropped";
    return !unseen || this.deps.store.clock.now() - attempt.updatedAt < FORGIVE_MS;
  }

  async #reserve(matches: Match[]): Promise<boolean> {
    const { store, leaseTicks, onPlanned, log } = this.deps;
    const items: Reservation[] = matches.map(({ demand, offer }) => ({
      jobKey: demand.jobKey,
      jobVersion: this.#versions.get(demand.jobKey) ?? 0,
      replica: demand.replica,
      provider: offer.provider,
      machine: offer.machine,
      price: BigInt(offer.price),
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
      for (const [index, outcome] of outcomes.entries()) {
        const match = matches[index]!;
        if (outcome.ok) {
          this.#counts.note(outcome.attempt);
          this.#reported.delete(match.demand.jobKey);
          // Its other replicas must see that this provider is taken now.
          this.#matchmaker.waiting.removeJob(match.demand.jobKey, MAX_REPLICAS);
        } else {
          log.debug("a reservation was not made", { jobKey: match.demand.jobKey, reason: outcome.reason });
        }
        this.#recount(match.offer.provider, match.offer.machine);
      }
      const made = outcomes.some(({ ok }) => ok);
      if (made) onPlanned(intent.id);
      return made;
    } catch (error) {
      for (const match of matches) this.#matchmaker.release(match);
      if (error instanceof MarketError && error.code === "STALE_LEASE") throw error;
      log.warn("reservations failed", { error: String(error) });
      return false;
    }
  }

  /** Stores why nothing fitted, when the reasons are not the ones stored already. */
  async #report(jobKey: string, result: MatchResult): Promise<void> {
    const { store } = this.deps;
    const report = matchReport(result, store.clock.now());
    const gist = JSON.stringify([report.reasons, report.fitting, report.nearest.length]);
    if (this.#reported.get(jobKey) === gist) return;
    this.#reported.set(jobKey, gist);
    await changeJob(store, jobKey, () => ({ patch: { report }, events: [{ type: "match", report }] }));
    const job = await store.jobs.get(jobKey);
    if (job) this.#versions.set(jobKey, job.version);
  }
}
