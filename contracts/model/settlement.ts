import { bps, type Ledger } from "./ledger.ts";
import type { Attempt, Job, ModelEntry, Provider, Rules } from "./records.ts";

export const CLOSE = {
  verified: 1,
  accepted: 2,
  unchallenged: 3,
  noQuorum: 4,
  cancelled: 5,
  expired: 6,
  unrevealed: 7,
} as const;

const LINEAGE = 4;

export function escrowOf(job: Pick<Job, "replicas" | "priceCap" | "royalty" | "hubFee" | "protocolFee">): bigint {
  return BigInt(job.replicas) * job.priceCap + job.royalty + job.hubFee + job.protocolFee;
}

/** The largest group of attempts that revealed the same. */
export function majorityOf(job: Job): Attempt[] {
  const groups = new Map<string, Attempt[]>();
  for (const attempt of job.attempts)
    if (attempt.state === "revealed") groups.set(attempt.answer, [...(groups.get(attempt.answer) ?? []), attempt]);
  return [...groups.values()].reduce((best, group) => (group.length > best.length ? group : best), []);
}

export function isBonded(provider: Provider, rules: Rules): boolean {
  return provider.stake >= rules.minStake && provider.unstaking === 0n;
}

/** Whether each of a group is on the requester's own list, or was bonded when it got its attempt. */
export function isIndependent(job: Job, group: Attempt[]): boolean {
  return group.every(({ provider, bonded }) => bonded || job.ownList.includes(provider));
}

/** The part of its price that an attempt asks for, in basis points rounded up. */
function partOf({ charge, price }: Attempt): bigint {
  return (charge * 10_000n + price - 1n) / price;
}

/** The largest part that is paid: the upper middle of those asked for, and the tolerance. */
function fairPart(majority: Attempt[], rules: Rules): bigint {
  const parts = majority.map(partOf).sort((a, b) => (a < b ? -1 : 1));
  const middle = parts[Math.floor(parts.length / 2)]!;
  return middle + bps(middle, rules.chargeToleranceBps);
}

/** What a revealed metered attempt is worth. */
function worthOf(attempt: Attempt, fair: bigint | undefined, rules: Rules): bigint {
  const { charge, price, provider, assignedTick } = attempt;
  const fairly = fair !== undefined && partOf(attempt) > fair ? (price * fair) / 10_000n : charge;
  const stood = provider.termsTick < assignedTick ? provider.minPrice : 0n;
  const least = stood > rules.minPrice ? stood : rules.minPrice;
  const floor = least < price ? least : price;
  return fairly > floor ? fairly : floor;
}

/** Ends a job: everything its escrow held goes to somebody, and every lock is released or burned. */
export function settle(job: Job, reason: number, ledger: Ledger, rules: Rules): void {
  const success = reason <= CLOSE.unchallenged;
  const majority = success ? majorityOf(job) : [];
  const mayPunish = reason === CLOSE.verified && isIndependent(job, majority);
  let left = escrowOf(job);
  const spend = (amount: bigint) => {
    left -= amount;
    return amount;
  };

  if (success) {
    const share = ledger.burned < rules.reserveTarget ? 10_000 : rules.burnBps;
    const burned = bps(job.protocolFee, share);
    ledger.revenue += spend(job.protocolFee) - burned;
    ledger.burned += burned;
    payCreators(job.model, spend(job.royalty), ledger);
    ledger.pay(job.hub.owner, spend(job.hubFee));
  } else if (reason === CLOSE.noQuorum) {
    ledger.burned += spend(bps(job.protocolFee, rules.baseShareBps));
  }

  const fair = job.metered && success ? fairPart(majority, rules) : undefined;
  for (const attempt of job.attempts) {
    if (attempt.state === "committed") continue;
    const worth = job.metered && attempt.state === "revealed" ? worthOf(attempt, fair, rules) : attempt.charge;
    if (!success) ledger.pay(attempt.provider.payout, spend(bps(worth, rules.baseShareBps)));
    else if (majority.includes(attempt)) ledger.pay(attempt.provider.payout, spend(worth));
    else if (mayPunish) {
      attempt.provider.stake -= attempt.locked;
      ledger.stakes -= attempt.locked;
      ledger.burned += attempt.locked;
    }
  }
  ledger.pay(job.requester, left);
  ledger.escrow -= escrowOf(job);
  job.attempts = [];
  job.state = "closed";
  job.closeReason = reason;
}

/** Each model gives its parent that model's share of what it gets itself. */
export function payCreators(to: ModelEntry | undefined, amount: bigint, ledger: Ledger): void {
  let model = to;
  let part = amount;
  for (let level = 0; model && part > 0n; level++) {
    const up = model.parent && level < LINEAGE ? bps(part, model.parentShareBps) : 0n;
    ledger.pay(model.creator, part - up);
    part = up;
    model = model.parent;
  }
}
