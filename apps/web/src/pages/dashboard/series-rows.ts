import type { StatisticsBucket, StatisticsSeries } from "@qubix/protocol";

/** Windows that the charts offer, with the pieces that they are cut into. */
export const PERIODS = {
  hour: { length: 3_600_000, bucket: "minute" },
  day: { length: 86_400_000, bucket: "hour" },
  month: { length: 30 * 86_400_000, bucket: "day" },
} as const satisfies Record<string, { length: number; bucket: StatisticsSeries["bucket"] }>;
export type Period = keyof typeof PERIODS;

/** One piece of time as charts take it. Amounts are whole QU as text: a chart rounds them, the table beside it does not. */
export interface SeriesRow {
  /** Milliseconds since 1970. */
  at: number;
  submitted: number;
  settled: number;
  /** Ended otherwise: failed, cancelled or expired. */
  ended: number;
  paid: string;
  royalties: string;
  burned: string;
  /** Half of the jobs took at most this; milliseconds, missing where there was none. */
  matchMs?: number;
  settleMs?: number;
}

export function seriesRows(items: readonly StatisticsBucket[]): SeriesRow[] {
  return items.map(({ at, submitted, settled, failed, cancelled, expired, money, matchMs, settleMs }) => ({
    ...{ at, submitted, settled, ended: failed + cancelled + expired },
    ...{ paid: money.paid, royalties: money.royalties, burned: money.burned },
    ...(matchMs.p50 !== undefined && { matchMs: matchMs.p50 }),
    ...(settleMs.p50 !== undefined && { settleMs: settleMs.p50 }),
  }));
}

/** Whether nothing happened in all that time. */
export const isQuiet = (rows: readonly SeriesRow[]): boolean =>
  rows.every(({ submitted, settled, ended }) => submitted + settled + ended === 0);
