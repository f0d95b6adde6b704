import type { Reputation } from "@qubix/protocol";

/** How much heavier than a good run each kind of failure weighs. A decline weighs nothing: capacity is no crime. */
const ODD_ONE_OUT = 8n;
const EXPIRED = 4n;
const LOST = 2n;

/**
 * The published formula, 0 to 1000, from the contract's raw counters, in whole numbers rounded down:
 *
 *     bad     = 8 × odd one out + 4 × expired + 2 × lost
 *     quality = 1000 × (verified + 1) / (verified + bad + 2)
 *     score   = quality × (requesters + 8) / (requesters + 16)
 *
 * A newcomer has 250; one good run in front of many requesters counts more than many in front of one.
 */
export function reputationScore(reputation: Reputation): number {
  const good = BigInt(reputation.verified);
  const bad =
    ODD_ONE_OUT * BigInt(reputation.oddOneOut) + EXPIRED * BigInt(reputation.expired) + LOST * BigInt(reputation.lost);
  const requesters = BigInt(reputation.requesters);
  const quality = (1000n * (good + 1n)) / (good + bad + 2n);
  return Number((quality * (requesters + 8n)) / (requesters + 16n));
}

/** A provider counts as new until so many good runs. */
const NEWCOMER_RUNS = 10n;

export function isNewcomer(reputation: Reputation): boolean {
  return BigInt(reputation.verified) < NEWCOMER_RUNS;
}
