import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blobDigest } from "../encoding/hashes.ts";
import { makeResult, resultDigest } from "../job/result.ts";
import { openLogChunk, sealLogChunk } from "./log-chunk.ts";
import { openArtifact } from "./open-artifact.ts";
import { packResult, type ResultBundle, unpackResult } from "./result-bundle.ts";
import { createAttemptSeal, sealArtifact } from "./seal-artifact.ts";
import { createSealKeyPair, deriveSealKeyPair } from "./seal-key.ts";

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const path = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?$/);
const files = fc.dictionary(path, fc.uint8Array({ maxLength: 9000 }), { maxKeys: 4 });
const attempt = fc.integer({ min: 1, max: 0xffff_ffff });

function bundleOf(contents: Record<string, Uint8Array>): ResultBundle {
  const outputs = new Map(Object.entries(contents));
  const listed = [...outputs].map(([path, bytes]) => ({ path, size: bytes.length, digest: blobDigest(bytes) }));
  return { result: makeResult("ok", 0, listed), outputs };
}

describe("sealed artifacts", () => {
  const requester = createSealKeyPair();

  it("open to what was sealed, for the requester", () => {
    fc.assert(
      fc.property(files, bytes32, attempt, (contents, jobKey, attempt) => {
        const bundle = bundleOf(contents);
        const seal = createAttemptSeal(requester.publicKey, { jobKey, attempt });
        const sealed = sealArtifact(seal, bundle);
        const opened = openArtifact({ sealed, maskedKey: seal.maskedKey, ...requester, jobKey, attempt });
        expect(resultDigest(opened.result)).toBe(resultDigest(bundle.result));
        for (const [path, bytes] of bundle.outputs) expect(opened.outputs.get(path)).toEqual(bytes);
        expect((sealed.length - 5 - 32 - 24 - 16) % 4096).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it("carry what a metered run used, apart from its result", () => {
    const context = { jobKey: new Uint8Array(32).fill(7), attempt: 3 };
    const seal = createAttemptSeal(requester.publicKey, context);
    const used = { wallMs: 12, fuel: "18446744073709551615", asks: { perRun: "7" } };
    const usage = { version: 1 as const, ...used, leastPrice: "1", limit: "100", charge: "7" };
    const bundle = { ...bundleOf({ "out.txt": Uint8Array.of(1, 2, 3) }), usage };
    const open = (sealed: Uint8Array) => openArtifact({ sealed, maskedKey: seal.maskedKey, ...requester, ...context });
    const opened = open(sealArtifact(seal, bundle));
    expect(opened.usage).toEqual(usage);
    expect(opened.outputs.get("out.txt")).toEqual(Uint8Array.of(1, 2, 3));
    expect(resultDigest(opened.result)).toBe(resultDigest(bundleOf({ "out.txt": Uint8Array.of(1, 2, 3) }).result));
    const packed = packResult(bundle);
    const another = new TextEncoder().encode("{}");
    for (const bytes of [
      packed.subarray(0, -1),
      new Uint8Array([...packed, 0]),
      new Uint8Array([...packed, ...another]),
    ])
      expect(() => unpackResult(bytes)).toThrow();
  });

  it("refuse any changed byte, another key, job or attempt", () => {
    const jobKey = new Uint8Array(32).fill(7);
    const seal = createAttemptSeal(requester.publicKey, { jobKey, attempt: 3 });
    const sealed = sealArtifact(seal, bundleOf({ "out.txt": Uint8Array.of(1, 2, 3) }));
    const args = { sealed, maskedKey: seal.maskedKey, ...requester, jobKey, attempt: 3 };
    expect(openArtifact(args).outputs.get("out.txt")).toEqual(Uint8Array.of(1, 2, 3));
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = sealed.slice();
        changed[at]! ^= flip;
        // X25519 ignores the top bit of a public key, but the header is authenticated as it stands.
        expect(() => openArtifact({ ...args, sealed: changed })).toThrow(/artifact|X25519/);
      }),
      { numRuns: 200 },
    );
    expect(() => openArtifact({ ...args, attempt: 4 })).toThrow(/can't be opened/);
    expect(() => openArtifact({ ...args, jobKey: new Uint8Array(32) })).toThrow(/can't be opened/);
    expect(() => openArtifact({ ...args, ...createSealKeyPair() })).toThrow(/can't be opened/);
    expect(() => openArtifact({ ...args, maskedKey: new Uint8Array(32) })).toThrow(/can't be opened/);
    expect(() => openArtifact({ ...args, sealed: sealed.subarray(0, 70) })).toThrow(/not a sealed artifact/);
  });

  it("refuse to seal outputs that differ from the result, and keys of small order", () => {
    const context = { jobKey: new Uint8Array(32), attempt: 1 };
    const bundle = bundleOf({ a: Uint8Array.of(1) });
    bundle.outputs.set("a", Uint8Array.of(2));
    expect(() => sealArtifact(createAttemptSeal(requester.publicKey, context), bundle)).toThrow(/differs/);
    expect(() => createAttemptSeal(new Uint8Array(32), context)).toThrow(/small order/);
  });

  it("derive the requester's key from the subseed alone", () => {
    const subseed = new Uint8Array(32).fill(9);
    expect(deriveSealKeyPair(subseed)).toEqual(deriveSealKeyPair(subseed));
  });
});

describe("log chunks", () => {
  it("open in their place only", () => {
    const requester = createSealKeyPair();
    const context = { jobKey: new Uint8Array(32).fill(1), attempt: 2 };
    const seal = createAttemptSeal(requester.publicKey, context);
    const open = (sealed: Uint8Array, seq: number) =>
      openLogChunk({ sealed, seq, ephemeral: seal.ephemeral, secretKey: requester.secretKey, ...context });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(), fc.nat(), (bytes, seq, time) => {
        const sealed = sealLogChunk(seal.logKey, seq, { stream: "stderr", time, bytes });
        expect(open(sealed, seq)).toEqual({ stream: "stderr", time, bytes });
        expect(() => open(sealed, seq + 1)).toThrow(/can't be opened/);
        sealed[sealed.length - 1]! ^= 1;
        expect(() => open(sealed, seq)).toThrow(/can't be opened/);
      }),
      { numRuns: 50 },
    );
    expect(() => open(new Uint8Array(3), 0)).toThrow(/can't be opened/);
  });
});
