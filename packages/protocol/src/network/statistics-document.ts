import { z } from "zod";
import { JobState } from "../job/job-state.ts";
import { Amount, Milliseconds, Uint16, Uint32 } from "../schema/primitives.ts";

/** Half of them took at most `p50`, nineteen of twenty at most `p95`; milliseconds, missing where there were none. */
export const Times = z.object({ p50: Milliseconds.optional(), p95: Milliseconds.optional() });

/** Sums in QU over what receipts say. */
export const Money = z.object({
  /** To providers. */
  paid: Amount,
  royalties: Amount,
  hubFees: Amount,
  burned: Amount,
  refunded: Amount,
  slashed: Amount,
});

const count = z.int().min(0);

/** What a hub did: `GET /stats`. */
export const Statistics = z.object({
  /** Milliseconds since 1970; `to` is not part of it. */
  window: z.object({ from: Milliseconds, to: Milliseconds }),
  now: z.object({
    /** Jobs by state, all that the hub keeps. */
    jobs: z.partialRecord(JobState, count),
    /** QU in the escrows of jobs that have not ended. */
    locked: Amount,
  }),
  /** Within the window. */
  jobs: z.object({
    submitted: count,
    settled: count,
    failed: count,
    cancelled: count,
    expired: count,
    /** Settled ones among those that ended and were not cancelled; missing where none ended. */
    successRate: z.number().min(0).max(1).optional(),
    /** From submission to the first reservation, and to the end. */
    matchMs: Times,
    settleMs: Times,
  }),
  money: Money,
});
export type Statistics = z.infer<typeof Statistics>;

/** One piece of time of a series; `at` is its beginning. */
export const StatisticsBucket = z.object({
  at: Milliseconds,
  submitted: count,
  settled: count,
  failed: count,
  cancelled: count,
  expired: count,
  matchMs: Times,
  settleMs: Times,
  money: Money,
});
export type StatisticsBucket = z.infer<typeof StatisticsBucket>;

export const BUCKETS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export const StatisticsSeries = z.object({
  bucket: z.enum(Object.keys(BUCKETS) as [keyof typeof BUCKETS, ...(keyof typeof BUCKETS)[]]),
  /** In order, empty ones included. */
  items: z.array(StatisticsBucket),
});
export type StatisticsSeries = z.infer<typeof StatisticsSeries>;

/** The whole network as the contract tells it, and who takes part: `GET /stats/network`. */
export const NetworkStatistics = z.object({
  epoch: Uint16,
  tick: Uint32,
  halted: z.boolean(),
  /** The contract's own sums in QU, by name; those that say "ever" count from the contract's beginning. */
  totals: z.object({
    /** Locked now. */
    escrow: Amount,
    stakes: Amount,
    bonds: Amount,
    /** Ever. */
    paid: Amount,
    royalties: Amount,
    hubFees: Amount,
    burned: Amount,
    refunded: Amount,
    slashed: Amount,
    dividends: Amount,
  }),
  jobs: z.object({ created: z.string(), live: count, receipts: z.string() }),
  hubs: count,
  providers: count,
  models: count,
  /** Machines that are connected to this hub. */
  machines: z.object({ online: count, slots: count, freeSlots: count }),
});
export type NetworkStatistics = z.infer<typeof NetworkStatistics>;
