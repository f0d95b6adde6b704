import type { AttemptRecord } from "../ports/attempt-repository.ts";
import { type BackoffRule, backoffMs, DECLINED_JOB, FAILING_JOB, UNSEEN_JOB } from "./backoff.ts";
import { END_CLASS } from "./failure-class.ts";

/** What earlier attempts of a job mean for the next. */
export interface JobHistory {
  /** Providers that have another live attempt. */
  onJob: number[];
  /** Providers that may not have it, for good or for now. */
  tried: number[];
  /** When the answer changes by itself, milliseconds since 1970. */
  changesAt: number | undefined;
  /** Nobody gets it before: several providers have failed on it, so it may be the job. */
  notBefore: number;
}

/** Distinct providers that fail before a job itself is slowed down, and before providers are no longer blamed for it. */
export const BLAME_THE_JOB = 3;

type Ended = AttemptRecord & { endReason: NonNullable<AttemptRecord["endReason"]> };

/**
 * Whom a job must not go to, and when it may go on. A provider that lost it is out for good (the contract refuses it
 * too); one that declined, or whose assignment the chain did not take, may have it again after a while.
 * @param attempts all of the job's, ended ones too
 */
export function jobHistory(attempts: readonly AttemptRecord[], now: number): JobHistory {
  const ended = attempts.filter((one): one is Ended => one.state === "ended" && one.endReason !== undefined);
  const byProvider = groupBy(ended);
  const tried: number[] = [];
  let changesAt: number | undefined;
  for (const [provider, list] of byProvider) {
    const until = excludedUntil(list);
    if (until <= now) continue;
    tried.push(provider);
    if (until !== Number.POSITIVE_INFINITY) changesAt = Math.min(changesAt ?? until, until);
  }
  const live = attempts.filter(({ state }) => state !== "ended");
  return { onJob: [...new Set(live.map(({ provider }) => provider))], tried, changesAt, notBefore: notBefore(ended) };
}

/** Providers whose failures may be the job's own. */
export function failedProviders(attempts: readonly AttemptRecord[]): Set<number> {
  const failed = attempts.filter(({ state, endReason }) => state === "ended" && endReason && isFailure(endReason));
  return new Set(failed.map(({ provider }) => provider));
}

function notBefore(ended: readonly Ended[]): number {
  const providers = failedProviders(ended).size;
  const last = Math.max(0, ...ended.filter(({ endReason }) => isFailure(endReason)).map(({ updatedAt }) => updatedAt));
  return providers < BLAME_THE_JOB ? 0 : last + backoffMs(FAILING_JOB, providers - BLAME_THE_JOB + 1);
}

function excludedUntil(attempts: readonly Ended[]): number {
  if (attempts.some(({ endReason }) => END_CLASS[endReason] === "provider")) return Number.POSITIVE_INFINITY;
  return Math.max(
    after(attempts, DECLINED_JOB, (reason) => END_CLASS[reason] === "capacity"),
    after(attempts, UNSEEN_JOB, (reason) => END_CLASS[reason] === "network"),
  );
}

function after(attempts: readonly Ended[], rule: BackoffRule, counts: (reason: Ended["endReason"]) => boolean): number {
  const times = attempts.filter(({ endReason }) => counts(endReason)).map(({ updatedAt }) => updatedAt);
  return times.length === 0 ? 0 : Math.max(...times) + backoffMs(rule, times.length);
}

/** Lost by the provider or given back: both may be the job's fault. */
function isFailure(reason: Ended["endReason"]): boolean {
  return END_CLASS[reason] === "provider" || END_CLASS[reason] === "capacity";
}

function groupBy(ended: readonly Ended[]): Map<number, Ended[]> {
  const groups = new Map<number, Ended[]>();
  for (const one of ended) groups.set(one.provider, [...(groups.get(one.provider) ?? []), one]);
  return groups;
}
