import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_REASONS, type Step, Twins } from "./twins.ts";

const number = fc.nat(10_000);
const steps = fc.array(fc.record<Step>({ what: number, a: number, b: number, c: number, d: number }), {
  minLength: 60,
  maxLength: 180,
  size: "max",
});

describe("contract and model", () => {
  it("agree on every code, balance, sum and state, whatever is called in whatever order", () => {
    const reasons = new Set<number | undefined>();
    const accepted = new Map<string, number>();
    fc.assert(
      fc.property(steps, (list) => {
        const twins = new Twins();
        for (const step of list) twins.take(step);
        twins.finish();
        for (const job of twins.model.jobs) reasons.add(job.closeReason);
        for (const [name, count] of twins.accepted) accepted.set(name, (accepted.get(name) ?? 0) + count);
      }),
      { numRuns: 30, seed: 1, endOnFailure: true },
    );
    // The sequences reach every way a job can end, and every call succeeds somewhere
    expect([...reasons].sort()).toEqual(ALL_REASONS);
    expect(accepted.size).toBe(18);
  });
});
