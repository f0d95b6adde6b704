import type { ReceiptDocument } from "@qubix/protocol";
import { expect, test } from "vitest";
import { earningsOf, sumOf } from "./earnings.ts";

const receipt = {
  jobKey: "ab".repeat(32),
  tick: 7,
  epoch: 2,
  model: 3,
  runs: [
    { provider: 0, attempt: 1, outcome: "paid-majority", paid: "500", slashed: "0" },
    { provider: 1, attempt: 2, outcome: "odd-one-out", paid: "0", slashed: "900" },
    { provider: 0, attempt: 3, outcome: "base-share", paid: "9007199254740993", slashed: "0" },
  ],
} as unknown as ReceiptDocument;

test("a provider's earnings are its runs in receipts, summed without rounding", () => {
  const mine = earningsOf(receipt, 0);
  expect(mine.map(({ attempt, model }) => [attempt, model])).toEqual([
    [1, 3],
    [3, 3],
  ]);
  expect(sumOf(mine)).toEqual({ runs: 2, paid: 9007199254741493n, slashed: 0n });
  expect(sumOf(earningsOf(receipt, 1))).toEqual({ runs: 1, paid: 0n, slashed: 900n });
  expect(sumOf([])).toEqual({ runs: 0, paid: 0n, slashed: 0n });
});
