import type { LeaseRepository } from "@qubix/market";
import type { Metrics } from "./metrics.ts";

/** What only the leader of a role tells, and others must not go on telling. */
const TOLD_BY_LEADER: Record<string, (metrics: Metrics) => void> = {
  watcher({ jobs, queue, money, chain }) {
    jobs.count({}, {});
    queue.clear();
    money.clear();
    chain.behind(0n);
  },
  dispatcher: ({ dispatch }) => dispatch.open([]),
};

/** The same leases; what this process leads by them is told. */
export function watchedLeases(leases: LeaseRepository, metrics: Metrics): LeaseRepository {
  const tell = (role: string, leads: boolean) => {
    metrics.matching.leads(role, leads);
    if (!leads) TOLD_BY_LEADER[role]?.(metrics);
  };
  return {
    ...leases,
    async acquire(name, holder, ttlMs) {
      const token = await leases.acquire(name, holder, ttlMs);
      tell(name, token !== undefined);
      return token;
    },
    async renew(token, holder, ttlMs) {
      const held = await leases.renew(token, holder, ttlMs);
      if (!held) tell(token.name, false);
      return held;
    },
    async release(token, holder) {
      await leases.release(token, holder);
      tell(token.name, false);
    },
  };
}
