import { k12 } from "@qubix/qubic";
import { describe, expect, it } from "vitest";
import { commitmentOf, jobKeyOf, leafOf, verifyPath } from "./hashes.ts";

const filled = (byte: number) => new Uint8Array(32).fill(byte);
const text = (bytes: string) => new TextEncoder().encode(bytes);
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const self = join(new Uint8Array([29]), new Uint8Array(31));

describe("hashes of the contract", () => {
  it("are K12 over the documented bytes", () => {
    expect(jobKeyOf(filled(1), filled(2), 258n)).toEqual(
      k12(join(filled(1), filled(2), new Uint8Array([2, 1, 0, 0, 0, 0, 0, 0]))),
    );
    const result = {
      resultDigest: filled(3),
      ciphertextDigest: filled(4),
      maskedKey: filled(5),
      salt: filled(6),
      charge: 258n,
    };
    expect(commitmentOf({ contractIndex: 29, jobKey: filled(1), provider: filled(2), attempt: 7, ...result })).toEqual(
      k12(
        join(
          text("QUBIX_COMMIT\0\0\0\0"),
          self,
          filled(1),
          filled(2),
          new Uint8Array([7, 0, 0, 0, 0, 0, 0, 0]),
          ...[3, 4, 5, 6].map(filled),
          new Uint8Array([2, 1, 0, 0, 0, 0, 0, 0]),
        ),
      ),
    );
    const leaf = { contractIndex: 29, jobKey: filled(1), specDigest: filled(2), provider: filled(3), price: -1n };
    expect(leafOf({ ...leaf, assignment: 1, attempt: 2, expiry: 3 })).toEqual(
      k12(
        join(
          text("QUBIX_LEAF\0\0\0\0\0\0"),
          self,
          ...[1, 2, 3].map(filled),
          new Uint8Array(8).fill(255),
          new Uint8Array([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]),
        ),
      ),
    );
  });

  it("refuse ids of another length", () => {
    expect(() => jobKeyOf(filled(1).subarray(1), filled(2), 1n)).toThrow("32 bytes, not 31");
  });
});

describe("verifyPath", () => {
  const node = (left: Uint8Array, right: Uint8Array) => k12(join(text("QUBIX_NODE\0\0\0\0\0\0"), left, right));
  const [a, b, c] = [filled(1), filled(2), filled(3)];
  const left = node(a, b);
  const right = node(c, filled(0));
  const root = node(left, right);

  it("accepts each leaf of a tree at its place", () => {
    expect(verifyPath(a, 0, [b, right], root)).toBe(true);
    expect(verifyPath(b, 1, [a, right], root)).toBe(true);
    expect(verifyPath(c, 2, [filled(0), left], root)).toBe(true);
  });

  it("takes a single leaf as its own root", () => {
    expect(verifyPath(a, 0, [], a)).toBe(true);
    expect(verifyPath(a, 1, [], a)).toBe(false);
  });

  it("refuses another leaf, place, sibling, root or shape", () => {
    expect(verifyPath(b, 0, [b, right], root)).toBe(false);
    expect(verifyPath(a, 1, [b, right], root)).toBe(false);
    expect(verifyPath(a, 4, [b, right], root)).toBe(false);
    expect(verifyPath(a, -1, [b, right], root)).toBe(false);
    expect(verifyPath(a, 0.5, [b, right], root)).toBe(false);
    expect(verifyPath(a, 0, [c, right], root)).toBe(false);
    expect(verifyPath(a, 0, [b], root)).toBe(false);
    expect(verifyPath(a, 0, [b, right], left)).toBe(false);
    expect(verifyPath(a, 0, [b, right], root.subarray(1))).toBe(false);
    expect(verifyPath(a, 0, [b.subarray(1), right], root)).toBe(false);
  });
});
