import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Amount, Uint64Text } from "./primitives.ts";

describe("numbers in texts", () => {
  it("are refused, never thrown at, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String)), (text) => {
        const value = /^(?:0|[1-9][0-9]*)$/.test(text) ? BigInt(text) : -1n;
        expect(Amount.safeParse(text).success).toBe(value >= 0n && value < 2n ** 63n);
        expect(Uint64Text.safeParse(text).success).toBe(value >= 0n && value < 2n ** 64n);
      }),
    );
  });
});
