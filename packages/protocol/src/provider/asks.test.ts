import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ASK, MachineAsks, type PricedSpec, runPrice, usageAtLimits } from "./asks.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const limits = { fuel: "2000000000", memoryMiB: 512, wallSeconds: 10, outputBytes: 0 };
const wasm: PricedSpec = { kind: "wasm", program: { digest }, limits };
const onnx: PricedSpec = { kind: "onnx", model: { manifest: digest }, limits };

describe("runPrice", () => {
  it("adds run, core, memory and fuel", () => {
    const asks = { perRun: "7", perCoreSecond: "10", perGiBSecond: "4", perGigaFuel: "100" };
    expect(runPrice(asks, wasm, usageAtLimits(wasm))).toBe(7n + 100n + 20n + 200n);
    expect(runPrice(asks, wasm, { wallMs: 1_500, fuel: 1n })).toBe(7n + 15n + 3n + 1n);
    expect(runPrice(asks, wasm, { wallMs: 0 })).toBe(7n);
  });

  it("rounds up once, not part by part", () => {
    expect(runPrice({ perCoreSecond: "1", perGiBSecond: "1" }, wasm, { wallMs: 1 })).toBe(1n);
    expect(runPrice({}, wasm, { wallMs: 86_400_000, fuel: 2n ** 64n - 1n })).toBe(0n);
  });

  it("knows prices by program and by model, and burns no fuel for models", () => {
    const asks = { perRun: "7", perGigaFuel: "100", models: { [digest]: "50" } };
    expect(runPrice(asks, onnx, usageAtLimits(onnx))).toBe(50n);
    expect(runPrice(asks, wasm, { wallMs: 0 })).toBe(50n);
    expect(runPrice({ ...asks, models: {} }, onnx, { wallMs: 9, fuel: 10n ** 18n })).toBe(7n);
  });

  it("never falls when more is used or asked, and stays in its bounds", () => {
    const amount = fc.bigInt(0n, MAX_ASK).map(String);
    const asks = fc.record({ perRun: amount, perCoreSecond: amount, perGiBSecond: amount, perGigaFuel: amount });
    const usage = fc.record({ wallMs: fc.nat({ max: 86_400_000 }), fuel: fc.bigInt(0n, 2n ** 64n - 1n) });
    fc.assert(
      fc.property(asks, usage, fc.nat({ max: 10_000 }), (one, used, more) => {
        expect(MachineAsks.parse(one)).toEqual(one);
        const price = runPrice(one, wasm, used);
        const larger = runPrice(one, wasm, { wallMs: used.wallMs + more, fuel: used.fuel + BigInt(more) });
        expect(larger >= price && price >= 0n && larger <= MAX_ASK).toBe(true);
      }),
    );
  });
});

describe("MachineAsks", () => {
  it.each([
    ["a fraction", { perRun: "1.5" }],
    ["a number", { perRun: 1 }],
    ["a negative", { perCoreSecond: "-1" }],
    ["too much", { perRun: "1000000000000001" }],
    ["something unknown", { perHour: "1" }],
    ["a name for a model", { models: { digits: "1" } }],
    ["too many models", { models: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [key(i), "1"])) }],
  ])("refuse %s", (_, asks) => expect(MachineAsks.safeParse(asks).success).toBe(false));
});

function key(i: number): string {
  return `sha256:${i.toString(16).padStart(64, "0")}`;
}
