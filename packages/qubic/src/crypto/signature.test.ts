import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { k12 } from "./k12.ts";
import { keyPairFromSeed } from "./key-pair.ts";
import { createSeed } from "./seed.ts";
import { type SignedDigest, sign, verify, verifyMany } from "./signature.ts";

type Vector = { seed: string; publicKey: string; digest: string; signature: string };
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL("../../vectors/keys-and-signatures.json", import.meta.url), "utf8"),
);
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const anyDigest = fc.uint8Array({ minLength: 32, maxLength: 32 });

function signed(digest: Uint8Array): SignedDigest {
  const keys = keyPairFromSeed(createSeed());
  return { publicKey: keys.publicKey, digest, signature: sign(keys, digest) };
}

function flipped(data: Uint8Array, bit: number): Uint8Array {
  const copy = data.slice();
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

describe("signatures", () => {
  it.each(vectors)("agree with the known answer for $seed", ({ seed, publicKey, digest, signature }) => {
    expect(sign(keyPairFromSeed(seed), bytes(digest))).toEqual(bytes(signature));
    expect(verify(bytes(publicKey), bytes(digest), bytes(signature))).toBe(true);
  });

  it("of any key over any digest verify", () => {
    fc.assert(
      fc.property(anyDigest, (digest) => {
        const { publicKey, signature } = signed(digest);
        expect(verify(publicKey, digest, signature)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("are refused with any one bit changed, in signature, digest or key", () => {
    const { publicKey, digest, signature } = signed(k12(Buffer.from("bits")));
    const changed = [
      ...Array.from({ length: 512 }, (_, bit) => ({ publicKey, digest, signature: flipped(signature, bit) })),
      ...Array.from({ length: 256 }, (_, bit) => ({ publicKey, digest: flipped(digest, bit), signature })),
      ...Array.from({ length: 256 }, (_, bit) => ({ publicKey: flipped(publicKey, bit), digest, signature })),
    ];
    expect(verifyMany(changed)).toEqual(changed.map(() => false));
    for (const item of changed) expect(verify(item.publicKey, item.digest, item.signature)).toBe(false);
  });

  it("are judged each by itself among many, at any place and in any number", () => {
    const pool = Array.from({ length: 40 }, (_, i) => signed(k12(Uint8Array.of(i))));
    const spoilers: ((item: SignedDigest) => SignedDigest)[] = [
      (item) => ({ ...item, signature: flipped(item.signature, 300) }),
      (item) => ({ ...item, publicKey: Uint8Array.of(1, ...new Array(31).fill(0)) }),
      (item) => ({ ...item, publicKey: new Uint8Array(32).fill(0xff) }),
      (item) => ({ ...item, publicKey: new Uint8Array(32) }),
      (item) => ({ ...item, signature: item.signature.subarray(1) }),
      (item) => ({ ...item, signature: new Uint8Array(64) }),
    ];
    const choice = fc.record({ item: fc.nat(39), spoiler: fc.option(fc.nat(spoilers.length - 1)) });
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 50 }), (choices) => {
        const items = choices.map(({ item, spoiler }) => {
          return spoiler === null ? pool[item]! : spoilers[spoiler]!(pool[item]!);
        });
        expect(verifyMany(items)).toEqual(choices.map(({ spoiler }) => spoiler === null));
      }),
    );
  });

  it("may be more than one batch of the compiled code", () => {
    const good = signed(k12(Buffer.from("many")));
    const items = Array.from({ length: 2500 }, (_, i) =>
      i % 7 === 3 ? { ...good, digest: new Uint8Array(32) } : good,
    );
    expect(verifyMany(items)).toEqual(items.map((_, i) => i % 7 !== 3));
    expect(verifyMany([])).toEqual([]);
  });

  it("of a wrong size are false, and nothing of a wrong size is signed", () => {
    const { publicKey, digest, signature } = signed(new Uint8Array(32));
    for (const size of [0, 31, 33, 63, 65, 128]) {
      const wrong = new Uint8Array(size);
      expect(verify(wrong, digest, signature)).toBe(false);
      expect(verify(publicKey, wrong, signature)).toBe(false);
      expect(verify(publicKey, digest, wrong)).toBe(false);
      const keys = keyPairFromSeed(createSeed());
      const refused = expect.objectContaining({ code: "INVALID_SIZE" });
      expect(() => sign(keys, wrong)).toThrow(refused);
      expect(() => sign({ ...keys, subseed: wrong }, digest)).toThrow(refused);
      expect(() => sign({ ...keys, publicKey: wrong }, digest)).toThrow(refused);
    }
    expect(verify(publicKey, digest, undefined as unknown as Uint8Array)).toBe(false);
  });
});
