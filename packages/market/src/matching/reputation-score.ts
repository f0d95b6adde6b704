import type { Reputation } from "@qubix/protocol";

/** How much heavier than a good run each kind of failure weighs. A decline weighs nothing: capacity is no crime. */
const ODD_ONE_OUT = 8n;
const EXPIRED = 4n;
const LOST = 2n;

/** The most that any score is. */
export const MAX_SCORE = 10_000;

/**
 * The published formula, 0 to 10,000, from the contract's raw counters, in whole numbers rounded down; the contract
 * computes the same in GetProvider:
 *
 *     bad   = 8 × odd one out + 4 × expired + 2 × lost + undecided
 *     score = 10,000 × (verified + 1) / (verified + bad + 2), at most 5,000 + 250 × requesters
 *
 * A newcomer has 5,000, and nobody makes a name with himself alone.
 */
export function reputationScore(reputation: Reputation): number {
  const good = BigInt(reputation.verified);
  const bad =
    ODD_ONE_OUT * BigInt(reputation.oddOneOut) +
    EXPIRED * BigInt(reputation.expired) +
    LOST * BigInt(reputation.lost) +
    BigInt(reputation.undecided);
  const share = Number((BigInt(MAX_SCORE) * (good + 1n)) / (good + bad + 2n));
  return Math.min(share, 5_000 + 250 * reputation.requesters);
}

/** A provider counts as new until so many good runs. */
const NEWCOMER_RUNS = 10n;

export function isNewcomer(reputation: Reputation): boolean {
  return BigInt(reputation.verified) < NEWCOMER_RUNS;
}
