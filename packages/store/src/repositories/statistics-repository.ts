import type { JobSums, MoneySums, StatisticsRepository } from "@qubix/market";
import { and, count, gte, inArray, isNotNull, lt, notInArray, type SQL, sql, sum } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { chainModels, hubs, jobs, providers } from "../schema/index.ts";

const ENDED = ["settled", "cancelled", "expired", "failed"] as const;

/** Sums over jobs in PostgreSQL. */
export function statisticsRepository({ db }: Session): StatisticsRepository {
  return {
    async now() {
      const states = await db.select({ state: jobs.state, count: count() }).from(jobs).groupBy(jobs.state);
      const locked = await db
        .select({ escrow: sum(jobs.escrow) })
        .from(jobs)
        .where(notInArray(jobs.state, ["submitted", ...ENDED]));
      return {
        jobs: Object.fromEntries(states.map((row) => [row.state, row.count])),
        locked: BigInt(locked[0]?.escrow ?? 0),
      };
    },

    async jobs(from, to, bucketMs) {
      const buckets = new Map<number, JobSums>();
      const bucket = (at: number) => {
        const found = buckets.get(at) ?? emptySums(at);
        buckets.set(at, found);
        return found;
      };
      const begun = bucketOf(jobs.createdAt, from, bucketMs);
      const waited = milliseconds(jobs.matchedAt);
      const submitted = await db
        .select({ at: begun, count: count(), p50: quantile(0.5, waited), p95: quantile(0.95, waited) })
        .from(jobs)
        .where(and(gte(jobs.createdAt, from), lt(jobs.createdAt, to)))
        .groupBy(sql`1`);
      for (const row of submitted)
        Object.assign(bucket(row.at), { submitted: row.count, match: quantiles(row.p50, row.p95) });
      const took = milliseconds(jobs.endedAt);
      const ended = await db
        .select({
          at: bucketOf(jobs.endedAt, from, bucketMs),
          state: jobs.state,
          count: count(),
          p50: quantile(0.5, took),
          p95: quantile(0.95, took),
          ...moneyOf,
        })
        .from(jobs)
        .where(and(isNotNull(jobs.endedAt), gte(jobs.endedAt, from), lt(jobs.endedAt, to), inArray(jobs.state, ENDED)))
        .groupBy(sql`1`, jobs.state);
      for (const row of ended) {
        const sums = bucket(row.at);
        sums[row.state as (typeof ENDED)[number]] = row.count;
        if (row.state === "settled") sums.settle = quantiles(row.p50, row.p95);
        for (const name of Object.keys(moneyOf) as (keyof MoneySums)[]) sums.money[name] += BigInt(row[name]);
      }
      return [...buckets.values()].sort((a, b) => a.at - b.at);
    },

    async participants() {
      const [h, p, m] = await Promise.all(
        [hubs, providers, chainModels].map((table) => db.select({ count: count() }).from(table)),
      );
      return { hubs: h![0]!.count, providers: p![0]!.count, models: m![0]!.count };
    },
  };
}

const emptySums = (at: number): JobSums => ({
  ...{ at, submitted: 0, settled: 0, failed: 0, cancelled: 0, expired: 0, match: {}, settle: {} },
  money: { paid: 0n, royalties: 0n, hubFees: 0n, burned: 0n, refunded: 0n, slashed: 0n },
});

const quantiles = (p50: number | null, p95: number | null) =>
  p50 === null || p95 === null ? {} : { p50: Math.round(p50), p95: Math.round(p95) };

/** The beginning of the bucket that a time lies in. */
function bucketOf(column: typeof jobs.createdAt | typeof jobs.endedAt, from: number, bucketMs: number) {
  const since = sql`extract(epoch from ${column}) * 1000 - ${from}::bigint`;
  return sql<number>`(${from}::bigint + floor((${since}) / ${bucketMs}::bigint) * ${bucketMs}::bigint)::float8`;
}

const milliseconds = (until: typeof jobs.endedAt | typeof jobs.matchedAt) =>
  sql`extract(epoch from ${until} - ${jobs.createdAt}) * 1000`;

const quantile = (share: number, value: SQL) =>
  sql<number | null>`percentile_cont(${sql.raw(String(share))}) within group (order by ${value})`;

const field = (name: string) =>
  sql<string>`coalesce(sum((${jobs.receipt} ->> ${sql.raw(`'${name}'`)})::numeric), 0)::text`;

/** Sums of receipts. */
const moneyOf = {
  paid: sql<string>`coalesce(sum((
    select sum((run ->> 'paid')::numeric) from jsonb_array_elements(${jobs.receipt} -> 'runs') run)), 0)::text`,
  royalties: field("royaltyPaid"),
  hubFees: field("hubPaid"),
  burned: field("burned"),
  refunded: field("refunded"),
  slashed: field("slashed"),
};
