import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecentBundles } from "./recent-bundles.ts";

const bundle = (invocationId: bigint) => ({ invocationId, epoch: 1, interfaceIndex: 1, bytes: new Uint8Array(1) });

describe("recent bundles", () => {
  it("keeps the newest in order, forgets the rest, and takes each invocation once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.bigInt({ min: 0n, max: 30n })), (capacity, ids) => {
        const recent = new RecentBundles(capacity, 1000);
        const accepted: bigint[] = [];
        for (const id of ids) if (recent.add(bundle(id))) accepted.push(id);
        expect(accepted).toEqual([...new Set(ids)]);
        expect(recent.next).toBe(accepted.length);
        for (let number = 0; number < recent.next; number++)
          expect(recent.at(number)?.invocationId).toBe(number >= recent.first ? accepted[number] : undefined);
        expect(recent.at(recent.next)).toBeUndefined();
      }),
    );
  });

  it("remembers a bounded number of invocations", () => {
    const recent = new RecentBundles(1, 2);
    for (const id of [1n, 2n, 3n]) recent.add(bundle(id));
    expect(recent.has(1n)).toBe(false);
    expect(recent.has(3n)).toBe(true);
  });
});
