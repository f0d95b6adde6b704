import {
  type AttemptRecord,
  type Demand,
  demandId,
  demandOf,
  type JobRecord,
  type TimedDemand,
  type UnitOfWork,
  type WaitingReplica,
} from "@qubix/market";
import { programDigest } from "@qubix/protocol";
import type { Expectations } from "./expectations.ts";

/** Rows read at once. */
const PAGE = 2_000;
/** Rows are committed in another order than they are timed in; so much is read again each time. */
const OVERLAP_MS = 5_000;
/** Everything is compared with the rows this often. */
const WHOLE_MS = 10_000;

/** Which jobs are blocked; `version` is another one when that has changed. */
export interface BlockedJobs {
  has(jobKey: string): boolean;
  readonly version: number;
}

/** What changed among those that wait. */
export interface WaitingNews {
  /** Want a place, or want something else than before. */
  demands: Demand[];
  /** Ids of those that wait no more. */
  gone: string[];
}

/**
 * The waiting rows as demands: reads what is new, compares all now and then, and holds back what must not be given to
 * anybody yet.
 */
export class WaitingRoom {
  /** Ids that are with the matchmaker, held back, or matched and not yet committed. */
  readonly #known = new Set<string>();
  /** Held back or to be made anew: when, and what. */
  readonly #later = new Map<string, { at: number; row: WaitingReplica }>();
  readonly #again: WaitingReplica[] = [];
  #newest = 0;
  #wholeAt = 0;
  #blockedVersion = 0;

  constructor(
    readonly store: Pick<UnitOfWork, "waiting" | "jobs" | "attempts"> & { clock: { now(): number } },
    readonly expectations: Expectations,
    readonly bondedStake: bigint,
    /** Called with each job that is read, so that a reservation can name its version. */
    readonly onJob: (job: JobRecord) => void,
    /** Jobs that the operator has blocked: nobody gets them. */
    readonly blocked: BlockedJobs,
  ) {}

  /** The replica got a place, or its row is gone. */
  forget(jobKey: string, replica: number): void {
    const id = demandId(jobKey, replica);
    this.#known.delete(id);
    this.#later.delete(id);
  }

  /** The replica's demand is to be made anew: its job has changed, or its reservation failed. */
  again(jobKey: string, replica: number, since: number): void {
    this.#again.push({ jobKey, replica, since });
  }

  async news(): Promise<WaitingNews> {
    const { version } = this.blocked;
    const whole = performance.now() >= this.#wholeAt || version !== this.#blockedVersion;
    this.#blockedVersion = version;
    const rows = await this.#rows(whole ? 0 : this.#newest - OVERLAP_MS);
    const gone = whole ? this.#missing(rows) : [];
    if (whole) this.#wholeAt = performance.now() + WHOLE_MS;
    const fresh = rows.filter(({ jobKey, replica }) => !this.#known.has(demandId(jobKey, replica)));
    const due = [...this.#due(), ...this.#again.splice(0)];
    return { demands: await this.#demands([...fresh, ...due]), gone };
  }

  async #rows(since: number): Promise<WaitingReplica[]> {
    const rows: WaitingReplica[] = [];
    let after: WaitingReplica | undefined = since > 0 ? { since, jobKey: "", replica: -1 } : undefined;
    for (;;) {
      const page = await this.store.waiting.list(PAGE, after);
      rows.push(...page.filter(({ jobKey }) => !this.blocked.has(jobKey)));
      this.#newest = Math.max(this.#newest, page.at(-1)?.since ?? 0);
      if (page.length < PAGE) return rows;
      after = page.at(-1);
    }
  }

  #missing(rows: readonly WaitingReplica[]): string[] {
    const there = new Set(rows.map(({ jobKey, replica }) => demandId(jobKey, replica)));
    const gone = [...this.#known].filter((id) => !there.has(id));
    for (const id of gone) {
      this.#known.delete(id);
      this.#later.delete(id);
    }
    return gone;
  }

  #due(): WaitingReplica[] {
    const now = this.store.clock.now();
    const due = [...this.#later].filter(([, { at }]) => at <= now);
    for (const [id] of due) this.#later.delete(id);
    return due.map(([, { row }]) => row);
  }

  async #demands(rows: readonly WaitingReplica[]): Promise<Demand[]> {
    if (rows.length === 0) return [];
    const keys = [...new Set(rows.map(({ jobKey }) => jobKey))];
    const [jobs, attempts] = await Promise.all([this.store.jobs.getMany(keys), this.store.attempts.ofJobs(keys)]);
    const byKey = new Map(jobs.map((job) => [job.key, job]));
    const attemptsOf = grouped(attempts);
    const now = this.store.clock.now();
    const context = { bondedStake: this.bondedStake, now };
    const made = rows.flatMap((row) => {
      const job = byKey.get(row.jobKey);
      if (job?.slot === undefined || this.blocked.has(job.key)) return [];
      this.onJob(job);
      return [{ row, job, timed: demandOf(job, row.replica, { ...context, attempts: attemptsOf.get(job.key) ?? [] }) }];
    });
    const expected = await this.expectations.of(made.map(({ timed }) => programDigest(timed.demand.priced)));
    return made.flatMap(({ row, timed }) => this.#take(row, timed, expected, now));
  }

  #take(
    row: WaitingReplica,
    { demand, notBefore, changesAt }: TimedDemand,
    expected: Map<string, number>,
    now: number,
  ): Demand[] {
    const id = demandId(row.jobKey, row.replica);
    this.#known.add(id);
    if (notBefore > now) this.#later.set(id, { at: notBefore, row });
    else if (changesAt !== undefined) this.#later.set(id, { at: changesAt, row });
    if (notBefore > now) return [];
    const ms = expected.get(programDigest(demand.priced));
    return [{ ...demand, expectedMs: Math.min(demand.expectedMs, ms ?? Number.POSITIVE_INFINITY) }];
  }
}

function grouped(attempts: readonly AttemptRecord[]): Map<string, AttemptRecord[]> {
  const groups = new Map<string, AttemptRecord[]>();
  for (const one of attempts) {
    const group = groups.get(one.jobKey);
    if (group) group.push(one);
    else groups.set(one.jobKey, [one]);
  }
  return groups;
}
