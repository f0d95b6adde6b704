import { expect, test } from "vitest";
import { parseAmount, parseWhole } from "./amount.ts";

test("amounts are whole QU with or without a unit", () => {
  expect(["0", "1500", "1_500", "1,500", "2k", "5M", "1b"].map(parseAmount)).toEqual([
    0n,
    1500n,
    1500n,
    1500n,
    2000n,
    5_000_000n,
    1_000_000_000n,
  ]);
});

test.each(["", "-1", "1.5", "1e3", "0x10", "1__0", "2000000b", "five"])("%j is no amount", (text) => {
  expect(() => parseAmount(text)).toThrow(/is not an amount/);
});

test("whole numbers keep to their bounds", () => {
  const read = parseWhole("--replicas", 1, 7);
  expect(read("3")).toBe(3);
  for (const bad of ["0", "8", "2.5", "", "x"]) expect(() => read(bad)).toThrow(/--replicas/);
});
