import type { PricedSpec } from "@qubix/protocol";
import { describe, expect, it } from "vitest";
import { RunMeter } from "./run-meter.ts";

const limits = { fuel: "5000000000", memoryMiB: 1024, wallSeconds: 60, outputBytes: 0 };
const spec: PricedSpec = { kind: "wasm", program: { digest: `sha256:${"ab".repeat(32)}` }, limits };

describe("RunMeter", () => {
  it("counts the time that the run goes on, and the most fuel it heard of", () => {
    let now = 1000;
    const meter = new RunMeter({ perRun: "5", perCoreSecond: "10", perGigaFuel: "100" }, spec, () => now);
    expect(meter.cost).toBe(5n);
    now += 1500;
    expect(meter.cost).toBe(20n);
    meter.pause();
    meter.pause();
    now += 60_000;
    expect(meter.usage).toEqual({ wallMs: 1500, fuel: 0n });
    meter.resume();
    meter.resume();
    now += 500.2;
    meter.noteFuel(2_000_000_000n);
    meter.noteFuel(1n);
    expect(meter.usage).toEqual({ wallMs: 2001, fuel: 2_000_000_000n });
    expect(meter.cost).toBe(5n + 21n + 200n);
  });
});
