import type { StatisticsBucket } from "@qubix/protocol";
import { expect, it } from "vitest";
import { isQuiet, seriesRows } from "./series-rows.ts";

const money = { paid: "9007199254740993", royalties: "2", hubFees: "0", burned: "1", refunded: "0", slashed: "0" };
const bucket = (more: Partial<StatisticsBucket>): StatisticsBucket => ({
  ...{ at: 60_000, submitted: 0, settled: 0, failed: 0, cancelled: 0, expired: 0, matchMs: {}, settleMs: {}, money },
  ...more,
});

it("adds up what ended badly and keeps amounts whole", () => {
  expect(seriesRows([bucket({ settled: 3, failed: 1, cancelled: 2, expired: 3, settleMs: { p50: 4_000 } })])).toEqual([
    { at: 60_000, submitted: 0, settled: 3, ended: 6, paid: money.paid, royalties: "2", burned: "1", settleMs: 4_000 },
  ]);
});

it("knows when nothing happened", () => {
  expect(isQuiet(seriesRows([bucket({}), bucket({})]))).toBe(true);
  expect(isQuiet(seriesRows([bucket({}), bucket({ cancelled: 1 })]))).toBe(false);
});
