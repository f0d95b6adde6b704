import { concatBytes, encodeEntityRecord, k12 } from "@qubix/qubic";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contractIndexOf } from "./contract-index-of.ts";
import { Spectrum } from "./spectrum.ts";

const key = (first: number, second = 0) => {
  const bytes = new Uint8Array(32);
  bytes[0] = first;
  bytes[31] = second;
  return bytes;
};

function expectProven(spectrum: Spectrum): void {
  const root = spectrum.tree.root();
  for (const entry of spectrum.entries()) {
    let node = k12(encodeEntityRecord(entry));
    spectrum.tree.siblings(entry.index).forEach((sibling, level) => {
      node = k12((entry.index >> level) & 1 ? concatBytes(sibling, node) : concatBytes(node, sibling));
    });
    expect(node).toEqual(root);
  }
}

describe("Spectrum", () => {
  it("moves amounts, counts transfers and never goes below zero", () => {
    const spectrum = new Spectrum();
    spectrum.increase(key(1), 100n, 5);
    expect(spectrum.decrease(key(1), 101n, 6)).toBe(false);
    expect(spectrum.decrease(key(2), 0n, 6)).toBe(false);
    expect(spectrum.decrease(key(1), 60n, 6)).toBe(true);
    expect(spectrum.decrease(key(1), 0n, 7)).toBe(true);
    expect(spectrum.get(key(1))).toMatchObject({
      incoming: 100n,
      outgoing: 60n,
      outgoingTransfers: 2,
      latestOutgoingTick: 7,
    });
    spectrum.increase(new Uint8Array(32), 60n, 7);
    expect(spectrum.get(new Uint8Array(32))).toBeUndefined();
    expect(spectrum.totalAmount).toBe(40n);
  });

  it("puts colliding keys side by side and forgets zero balances at an epoch's end", () => {
    const spectrum = new Spectrum();
    for (const second of [1, 2, 3]) spectrum.increase(key(9, second), BigInt(second), 1);
    expect([...spectrum.entries()].map(({ index }) => index)).toEqual([9, 10, 11]);
    expectProven(spectrum);
    spectrum.decrease(key(9, 1), 1n, 2);
    expectProven(spectrum);
    spectrum.reorganize();
    expect([...spectrum.entries()].map(({ index, incoming }) => [index, incoming])).toEqual([
      [9, 2n],
      [10, 3n],
    ]);
    expectProven(spectrum);
  });

  it("proves every entity by its siblings, and comes back from its entries", () => {
    const step = fc.record({
      from: fc.nat({ max: 20 }),
      to: fc.nat({ max: 20 }),
      amount: fc.bigInt({ min: 0n, max: 50n }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const spectrum = new Spectrum();
        spectrum.increase(key(1), 1_000n, 1);
        for (const { from, to, amount } of steps) {
          if (spectrum.decrease(key(from), amount, 2)) spectrum.increase(key(to), amount, 2);
        }
        expectProven(spectrum);
        const restored = new Spectrum();
        restored.restore([...spectrum.entries()].map((entry) => ({ ...entry })));
        expect(restored.tree.root()).toEqual(spectrum.tree.root());
        expect(restored.totalAmount).toBe(spectrum.totalAmount);
      }),
      { numRuns: 10 },
    );
  });

  it("tells contracts from users", () => {
    expect(contractIndexOf(key(29), 30)).toBe(29);
    expect(contractIndexOf(key(30), 30)).toBeUndefined();
    expect(contractIndexOf(key(29, 1), 30)).toBeUndefined();
  });
});
