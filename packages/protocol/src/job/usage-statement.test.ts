import { describe, expect, it } from "vitest";
import type { PricedSpec } from "../provider/asks.ts";
import { chargeOf, UsageStatement } from "./usage-statement.ts";

const limits = { fuel: "2000000000", memoryMiB: 512, wallSeconds: 10, outputBytes: 0 };
const spec: PricedSpec = { kind: "wasm", program: { digest: `sha256:${"ab".repeat(32)}` }, limits };
const used = { wallMs: 1500, fuel: "500000000", asks: { perRun: "7", perGigaFuel: "100" } };

describe("chargeOf", () => {
  it("is the price of what was used, between least price and limit", () => {
    expect(chargeOf({ ...used, leastPrice: "0", limit: "1000" }, spec)).toBe(57n);
    expect(chargeOf({ ...used, leastPrice: "60", limit: "1000" }, spec)).toBe(60n);
    expect(chargeOf({ ...used, leastPrice: "0", limit: "50" }, spec)).toBe(50n);
    expect(chargeOf({ ...used, leastPrice: "60", limit: "50" }, spec)).toBe(50n);
  });

  it("is the least price for a machine that asks for nothing", () => {
    expect(chargeOf({ wallMs: 99_000, asks: {}, leastPrice: "12", limit: "50" }, spec)).toBe(12n);
  });
});

describe("UsageStatement", () => {
  const whole = { version: 1, ...used, leastPrice: "0", limit: "1000", charge: "57" };

  it("is strict", () => {
    expect(UsageStatement.safeParse(whole).success).toBe(true);
    for (const change of [{ version: 2 }, { wallMs: -1 }, { wallMs: 0.5 }, { charge: "-1" }, { tip: "1" }])
      expect(UsageStatement.safeParse({ ...whole, ...change }).success).toBe(false);
  });
});
