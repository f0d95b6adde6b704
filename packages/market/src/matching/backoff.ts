/** How long to wait after the nth of several failures in a row. */
export interface BackoffRule {
  /** Milliseconds after the first. */
  firstMs: number;
  /** The most that doubling comes to. */
  mostMs: number;
}

/** Doubles with each failure: first, 2 × first, 4 × first, …, at most `mostMs`. Nothing after no failure. */
export function backoffMs({ firstMs, mostMs }: BackoffRule, failures: number): number {
  return failures <= 0 ? 0 : Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 40));
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Before a provider may have a job again that it has declined. */
export const DECLINED_JOB: BackoffRule = { firstMs: 10 * SECOND, mostMs: 10 * MINUTE };
/** Before it may have a job again whose assignment the chain has refused or lost. */
export const UNSEEN_JOB: BackoffRule = { firstMs: 10 * SECOND, mostMs: 5 * MINUTE };
/** Before a job goes to anybody, once several providers have failed on it: counted from the third on. */
export const FAILING_JOB: BackoffRule = { firstMs: 10 * SECOND, mostMs: 10 * MINUTE };
/** Before a provider gets anything, from its second fault on. */
export const FAILING_PROVIDER: BackoffRule = { firstMs: 30 * SECOND, mostMs: 6 * HOUR };
/** Before a provider gets anything after it has declined: it knows best, and says so again if need be. */
export const DECLINING_PROVIDER: BackoffRule = { firstMs: 2 * SECOND, mostMs: MINUTE };
