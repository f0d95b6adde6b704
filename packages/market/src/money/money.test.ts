import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basisPointsOf } from "./basis-points.ts";
import { escrowTotal, MAX_AMOUNT } from "./escrow.ts";
import { splitProtocolFee } from "./split-protocol-fee.ts";

const amount = fc.bigInt(0n, MAX_AMOUNT);
const bps = fc.integer({ min: 0, max: 10_000 });

describe("money", () => {
  it("shares are exact, and nothing in between exceeds 63 bits", () => {
    fc.assert(
      fc.property(amount, bps, (total, share) => {
        expect(basisPointsOf(total, share)).toBe((total * BigInt(share)) / 10_000n);
        expect((total / 10_000n) * BigInt(share)).toBeLessThan(2n ** 63n);
      }),
    );
  });

  it("splits the protocol fee without loss", () => {
    fc.assert(
      fc.property(amount, bps, (fee, burn) => {
        const { burned, toShareholders } = splitProtocolFee(fee, burn);
        expect(burned + toShareholders).toBe(fee);
        expect(burned).toBeGreaterThanOrEqual(basisPointsOf(fee, burn));
      }),
    );
  });

  it("sums an escrow, and refuses what can't be", () => {
    const parts = { replicas: 3, priceCap: 1000n, royalty: 5n, hubFee: 7n, protocolFee: 11n };
    expect(escrowTotal(parts)).toBe(3023n);
    expect(() => escrowTotal({ ...parts, hubFee: -1n })).toThrow(/negative/);
    expect(() => escrowTotal({ ...parts, priceCap: MAX_AMOUNT })).toThrow(/at most/);
  });
});
