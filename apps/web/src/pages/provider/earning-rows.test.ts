import type { ReceiptDocument } from "@qubix/protocol";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type EarningRow, earningParts, earningRows, earningsCsv } from "./earning-rows.ts";

const receipt = (jobKey: string, tick: number, more: object = {}) =>
  ({
    ...{ jobKey, tick, epoch: 7 },
    runs: [
      { provider: 3, attempt: 1, outcome: "paid-majority", paid: "400", slashed: "0" },
      { provider: 4, attempt: 2, outcome: "odd-one-out", paid: "0", slashed: "50" },
    ],
    ...more,
  }) as unknown as ReceiptDocument;

it("are the provider's own runs, newest first, with their times", () => {
  const rows = earningRows([receipt("a", 10), receipt("b", 20, { model: 5 })], 3, new Map([["a/1", 1_000]]));
  expect(rows.map(({ job, model, paid, time }) => ({ job, model, paid, time }))).toEqual([
    { job: "b", model: 5, paid: "400", time: undefined },
    { job: "a", model: undefined, paid: "400", time: 1_000 },
  ]);
});

it("nothing is lost when they are put into parts of the time", () => {
  const row = fc.record({
    time: fc.integer({ min: 0, max: 10_000 }),
    model: fc.constantFrom(undefined, 1, 2),
    paid: fc.bigInt(0n, 10n ** 12n).map(String),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 24 }), (rows, parts) => {
      const made = earningParts(rows as unknown as EarningRow[], parts);
      expect(made.length).toBeLessThanOrEqual(parts);
      const sum = made.flatMap(({ byModel }) => [...byModel.values()]).reduce((a, b) => a + b, 0n);
      expect(sum).toBe(rows.reduce((total, { paid }) => total + BigInt(paid), 0n));
    }),
  );
  expect(earningParts([], 5)).toEqual([]);
});

it("are written for spreadsheets", () => {
  const csv = earningsCsv(earningRows([receipt("ab", 10, { model: 5 })], 3, new Map([["ab/1", 0]])));
  expect(csv).toBe(
    "time,tick,epoch,job,attempt,model,outcome,paid_qu,slashed_qu\r\n" +
      "1970-01-01T00:00:00.000Z,10,7,ab,1,5,paid-majority,400,0\r\n",
  );
});
