import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contractPublicKey, identityFromPublicKey, publicKeyFromIdentity } from "./identity.ts";
import { k12 } from "./k12.ts";
import { keyPairFromSeed } from "./key-pair.ts";
import { createSeed } from "./seed.ts";
import { encodePoint, fromLittleEndian, GENERATOR, multiplyPoint } from "./testing/reference-curve.ts";

type Vector = { seed: string; subseed: string; publicKey: string; identity: string };
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL("../../vectors/keys-and-signatures.json", import.meta.url), "utf8"),
);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("keys and identities", () => {
  it.each(vectors)("agree with the known answers for $seed", ({ seed, subseed, publicKey, identity }) => {
    const keys = keyPairFromSeed(seed);
    expect(hex(keys.subseed)).toBe(subseed);
    expect(hex(keys.publicKey)).toBe(publicKey);
    expect(keys.identity).toBe(identity);
    expect(hex(publicKeyFromIdentity(identity))).toBe(publicKey);
  });

  it("multiply the generator as the reference does", () => {
    for (let i = 0; i < 20; i++) {
      const { subseed, publicKey } = keyPairFromSeed(createSeed());
      expect(publicKey).toEqual(encodePoint(multiplyPoint(fromLittleEndian(k12(subseed)), GENERATOR)));
    }
  });

  it("refuse a malformed seed without repeating it", () => {
    for (const seed of ["", "a".repeat(54), "a".repeat(56), `${"a".repeat(54)}A`, `${"a".repeat(54)}\n`, undefined]) {
      expect(() => keyPairFromSeed(seed as string)).toThrow(expect.objectContaining({ code: "INVALID_SEED" }));
    }
    expect(() => keyPairFromSeed("secretsecret")).not.toThrow(/secretsecret/);
  });

  it("come from seeds of 55 letters that differ", () => {
    const seeds = Array.from({ length: 100 }, createSeed);
    for (const seed of seeds) expect(seed).toMatch(/^[a-z]{55}$/);
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(new Set(seeds.join("")).size).toBe(26);
  });

  it("round-trip any 32 bytes through an identity", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (publicKey) => {
        const identity = identityFromPublicKey(publicKey);
        expect(identity).toMatch(/^[A-Z]{60}$/);
        expect(publicKeyFromIdentity(identity)).toEqual(publicKey);
      }),
    );
  });

  it("refuse an identity with a wrong letter, shape or too large a word", () => {
    const { identity } = keyPairFromSeed("a".repeat(55));
    const refused = expect.objectContaining({ code: "INVALID_IDENTITY" });
    const last = identity.at(-1) === "A" ? "B" : "A";
    for (const bad of [
      `${identity.slice(0, 59)}${last}`,
      identity.slice(1),
      identity.toLowerCase(),
      `${identity}A`,
      "",
    ]) {
      expect(() => publicKeyFromIdentity(bad)).toThrow(refused);
    }
    expect(() => publicKeyFromIdentity(`${"Z".repeat(14)}${identity.slice(14)}`)).toThrow(refused);
    expect(() => publicKeyFromIdentity(null as unknown as string)).toThrow(refused);
    expect(() => identityFromPublicKey(new Uint8Array(31))).toThrow(expect.objectContaining({ code: "INVALID_SIZE" }));
  });

  it("give a contract its index as id", () => {
    expect(hex(contractPublicKey(29))).toBe(`1d${"00".repeat(31)}`);
    for (const bad of [-1, 1.5, 2 ** 32, Number.NaN]) {
      expect(() => contractPublicKey(bad)).toThrow(expect.objectContaining({ code: "INVALID_CONTRACT_INDEX" }));
    }
  });
});
