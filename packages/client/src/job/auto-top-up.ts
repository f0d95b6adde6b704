import type { AttemptDocument, JobDocument } from "@qubix/protocol";

/** From this part of its limit on a run is topped up: 4 of 5. */
const NEAR = { of: 4n, in: 5n };
/** States of attempts that a top-up still helps. */
const RUNNING: readonly AttemptDocument["state"][] = ["reserved", "assigned", "authorized"];

/** What an automatic top-up may spend. */
export interface TopUpBudget {
  /** All top-ups of the job together cost no more than this, fees of the calls included. */
  max: bigint;
  /** The contract's fee for a call. */
  callFee: bigint;
  /** What was attached so far, fees included. */
  spent: bigint;
}

/** How much a job's runs have cost so far, of how much at most: of the one that is nearest to its limit. */
export function costOf(job: Pick<JobDocument, "attempts">): { cost: bigint; limit: bigint } | undefined {
  const running = job.attempts.flatMap(({ state, phase, metrics }) =>
    RUNNING.includes(state) && phase === "running" && metrics?.cost !== undefined && metrics.costLimit !== undefined
      ? [{ cost: BigInt(metrics.cost), limit: BigInt(metrics.costLimit) }]
      : [],
  );
  return running.reduce<(typeof running)[number] | undefined>(
    (nearest, one) => (nearest && nearest.cost * one.limit >= one.cost * nearest.limit ? nearest : one),
    undefined,
  );
}

/**
 * What to add to a metered job now: half of its cap again for each replica, as soon as a run comes near to its limit, and
 * never more than the budget leaves. Undefined: nothing, not yet or not any more.
 */
export function nextTopUp(
  job: Pick<JobDocument, "attempts" | "metered" | "replicas" | "priceCap">,
  { max, callFee, spent }: TopUpBudget,
): bigint | undefined {
  const nearest = job.metered ? costOf(job) : undefined;
  if (!nearest || nearest.cost * NEAR.in < nearest.limit * NEAR.of) return undefined;
  const left = max - spent - callFee;
  const cap = BigInt(job.priceCap);
  const wanted = ((cap + 1n) / 2n) * BigInt(job.replicas);
  const amount = wanted < left ? wanted : left;
  return amount < BigInt(job.replicas) ? undefined : amount;
}
