import fc from "fast-check";
import { expect, it } from "vitest";
import { parseAmount } from "./amount-text.ts";

it("reads every amount that a transaction can move, with or without spaces", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), (amount) => {
      expect(parseAmount(String(amount))).toBe(amount);
      expect(parseAmount(` ${String(amount).replace(/\B(?=(\d{3})+$)/g, "\u00a0")}`)).toBe(amount);
    }),
  );
});

it.each(["", "1.5", "1,000", "-1", "1e3", "0x10", "1000000000000001", "９"])("refuses %j", (text) => {
  expect(parseAmount(text)).toBeUndefined();
});
