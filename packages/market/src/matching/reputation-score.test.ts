import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNewcomer, reputationScore } from "./reputation-score.ts";

const counter = fc.bigInt(0n, 2n ** 63n - 1n).map(String);
const reputation = fc.record({
  verified: counter,
  oddOneOut: counter,
  expired: counter,
  declined: counter,
  lost: counter,
  requesters: fc.nat({ max: 0xffff_ffff }),
});

describe("reputationScore", () => {
  it("stays within bounds, rises with good runs, falls with bad ones, and ignores declines", () => {
    fc.assert(
      fc.property(reputation, (r) => {
        const score = reputationScore(r);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1000);
        expect(reputationScore({ ...r, verified: `${BigInt(r.verified) + 1n}` })).toBeGreaterThanOrEqual(score);
        expect(reputationScore({ ...r, oddOneOut: `${BigInt(r.oddOneOut) + 1n}` })).toBeLessThanOrEqual(score);
        expect(reputationScore({ ...r, declined: "0" })).toBe(score);
      }),
    );
  });

  it("gives newcomers a quarter", () => {
    const none = { verified: "0", oddOneOut: "0", expired: "0", declined: "0", lost: "0", requesters: 0 };
    expect(reputationScore(none)).toBe(250);
    expect(isNewcomer(none)).toBe(true);
  });
});
