import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNewcomer, reputationScore } from "./reputation-score.ts";

const counter = fc.bigInt(0n, 2n ** 63n - 1n).map(String);
const reputation = fc.record({
  verified: counter,
  undecided: counter,
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
        expect(score).toBeLessThanOrEqual(10_000);
        expect(reputationScore({ ...r, verified: `${BigInt(r.verified) + 1n}` })).toBeGreaterThanOrEqual(score);
        expect(reputationScore({ ...r, oddOneOut: `${BigInt(r.oddOneOut) + 1n}` })).toBeLessThanOrEqual(score);
        expect(reputationScore({ ...r, declined: "0" })).toBe(score);
      }),
    );
  });

  it("caps the score of who served few", () => {
    const alone = {
      verified: "1000",
      undecided: "0",
      oddOneOut: "0",
      expired: "0",
      declined: "0",
      lost: "0",
      requesters: 1,
    };
    expect(reputationScore(alone)).toBe(5250);
    expect(reputationScore({ ...alone, requesters: 100 })).toBe(9990);
  });

  it("gives newcomers half", () => {
    const none = {
      verified: "0",
      undecided: "0",
      oddOneOut: "0",
      expired: "0",
      declined: "0",
      lost: "0",
      requesters: 0,
    };
    expect(reputationScore(none)).toBe(5000);
    expect(isNewcomer(none)).toBe(true);
  });
});
