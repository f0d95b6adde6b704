import type { AttemptDocument } from "@qubix/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, nextTopUp } from "./auto-top-up.ts";

type Run = Pick<AttemptDocument, "state" | "phase" | "metrics">;
const run = (cost: number, costLimit: number, state: Run["state"] = "assigned") =>
  ({ state, phase: "running", metrics: { cost: String(cost), costLimit: String(costLimit) } }) as AttemptDocument;
const job = (attempts: AttemptDocument[], priceCap = 1000, replicas = 1) => ({
  attempts,
  priceCap: String(priceCap),
  replicas,
  metered: true,
});
const budget = { max: 10_000n, callFee: 100n, spent: 0n };

describe("nextTopUp", () => {
  it("adds half of the cap again when a run has used four fifths of its limit", () => {
    expect(nextTopUp(job([run(799, 1000)]), budget)).toBe(undefined);
    expect(nextTopUp(job([run(800, 1000)]), budget)).toBe(500n);
    expect(nextTopUp(job([run(10, 1000), run(900, 1000)], 1001, 3), budget)).toBe(1503n);
  });

  it("adds nothing to runs that are over, say nothing, or have a fixed price", () => {
    expect(nextTopUp(job([run(1000, 1000, "committed"), run(1000, 1000, "ended")]), budget)).toBe(undefined);
    expect(nextTopUp(job([{ state: "assigned" } as AttemptDocument]), budget)).toBe(undefined);
    expect(nextTopUp(job([{ ...run(1000, 1000), phase: "sealing" }]), budget)).toBe(undefined);
    expect(nextTopUp({ ...job([run(900, 1000)]), metered: undefined }, budget)).toBe(undefined);
  });

  it("never spends more than the budget in all, fees included", () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 1, max: 7 }), (cap, most, fee, replicas) => {
        const max = BigInt(most);
        const callFee = BigInt(fee);
        let spent = 0n;
        for (let i = 0; i < 50; i++) {
          const next = nextTopUp(job([run(cap, cap)], cap, replicas), { max, callFee, spent });
          if (next === undefined) return;
          expect(next > 0n).toBe(true);
          spent += next + callFee;
          expect(spent <= max).toBe(true);
        }
      }),
    );
  });
});

describe("costOf", () => {
  it("is of the run that is nearest to its limit", () => {
    expect(costOf(job([run(500, 1000), run(300, 400), run(1, 1, "ended")]))).toEqual({ cost: 300n, limit: 400n });
    expect(costOf(job([]))).toBe(undefined);
  });
});
