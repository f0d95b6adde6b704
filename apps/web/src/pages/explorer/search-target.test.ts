import { expect, it } from "vitest";
import { searchTarget } from "./search-target.ts";

it.each([
  ["12345", "/explorer/ticks/12345"],
  [" 12,345 ", "/explorer/ticks/12345"],
  ["A".repeat(60), `/explorer/identities/${"A".repeat(60)}`],
  ["a".repeat(60), `/explorer/transactions/${"a".repeat(60)}`],
  ["0F".repeat(32), `/jobs/${"0f".repeat(32)}`],
  [`0x${"0f".repeat(32)}`, `/jobs/${"0f".repeat(32)}`],
  ["examples/digits", "/models/examples/digits"],
  ["0", undefined],
  ["4294967296", undefined],
  ["A".repeat(59), undefined],
  ["../settings", undefined],
  ["javascript:alert(1)", undefined],
  ["", undefined],
])("%j leads to %s", (text, target) => {
  expect(searchTarget(text)).toBe(target);
});
