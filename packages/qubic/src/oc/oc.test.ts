import { describe, expect, it } from "vitest";
import { k12 } from "../crypto/k12.ts";
import { keyPairFromSeed } from "../crypto/key-pair.ts";
import { sign } from "../crypto/signature.ts";
import { signTransaction } from "../transactions/sign-transaction.ts";
import { authorizationDigest } from "./authorization-digest.ts";
import { decodeAuthorization, encodeAuthorization, OC_AUTHORIZATION_INPUT_TYPE } from "./authorization-transaction.ts";
import { decodeInvocation, encodeInvocation, MAX_OC_INVOCATION_SIZE, type OcInvocation } from "./invocation.ts";
import { BundleBuilder } from "./rebuild-bundle.ts";
import { verifyBundle } from "./verify-bundle.ts";

const letters = "abcdefghijklmnopqrstuvwxyz";
const seedOf = (index: number) => letters[index % 26]! + letters[Math.floor(index / 26)]! + "q".repeat(53);
const keyPairs = Array.from({ length: 676 }, (_, index) => keyPairFromSeed(seedOf(index)));
const computors = { epoch: 5, publicKeys: keyPairs.map(({ publicKey }) => publicKey) };

const request = new Uint8Array(56).fill(7);
const invocation = { invocationId: (1000n << 31n) | 4096n, epoch: 5, interfaceIndex: 1, request };
const digest = authorizationDigest(5, 1, invocation.invocationId, request);
const signers = keyPairs.map((keyPair, computorIndex) => ({ computorIndex, signature: sign(keyPair, digest) }));
const bundle: OcInvocation = { ...invocation, signers: signers.slice(100, 551) };

const authorizationOf = (index: number, changes: object = {}) =>
  signTransaction(
    {
      destination: new Uint8Array(32),
      amount: 0n,
      tick: 1003,
      inputType: OC_AUTHORIZATION_INPUT_TYPE,
      input: encodeAuthorization([
        {
          invocationId: invocation.invocationId,
          interfaceIndex: 1,
          epoch: 5,
          requestDigest: k12(request),
          signature: signers[index]!.signature,
          ...changes,
        },
      ]),
    },
    keyPairs[index]!,
  );

describe("verifyBundle", () => {
  it("accepts 451 signatures of distinct computors", () => {
    expect(verifyBundle(bundle, computors)).toEqual({ ok: true, verified: 451 });
    expect(verifyBundle(decodeInvocation(encodeInvocation(bundle)), computors)).toEqual({ ok: true, verified: 451 });
    const longest = encodeInvocation({ ...bundle, request: new Uint8Array(1008) });
    expect(longest.length).toBe(MAX_OC_INVOCATION_SIZE);
    expect(longest.length).toBe(30_790);
  });

  it.each<[string, Partial<OcInvocation>]>([
    ["not 451 signatures", { signers: bundle.signers.slice(1) }],
    ["not 451 signatures", { signers: signers.slice(0, 452) }],
    ["computors of another epoch", { epoch: 6 }],
    [
      "no such computor",
      { signers: [...bundle.signers.slice(1), { computorIndex: 676, signature: new Uint8Array(64) }] },
    ],
    ["a computor signed twice", { signers: [...bundle.signers.slice(1), bundle.signers[1]!] }],
    [
      "invalid signature",
      { signers: [...bundle.signers.slice(1), { computorIndex: 0, signature: signers[1]!.signature }] },
    ],
    ["invalid signature", { invocationId: invocation.invocationId + 1n }],
    ["invalid signature", { interfaceIndex: 0 }],
    ["invalid signature", { request: new Uint8Array(56).fill(8) }],
    ["request too long", { request: new Uint8Array(1009) }],
  ])("refuses a bundle: %s", (reason, changes) => {
    expect(verifyBundle({ ...bundle, ...changes }, computors)).toEqual({ ok: false, reason });
  });
});

describe("BundleBuilder", () => {
  it("rebuilds a bundle from the computors' transactions", () => {
    const builder = new BundleBuilder(invocation, computors);
    builder.add([...Array(300).keys()].map((index) => authorizationOf(index)));
    expect(builder.signatures).toBe(300);
    expect(builder.bundle).toBeUndefined();
    builder.add([...Array(200).keys()].map((index) => authorizationOf(index + 299)));
    expect(builder.signatures).toBe(451);
    expect(verifyBundle(builder.bundle!, computors)).toEqual({ ok: true, verified: 451 });
  });

  it("leaves out what doesn't count", () => {
    const builder = new BundleBuilder(invocation, computors);
    const stranger = keyPairFromSeed("z".repeat(55));
    const input = authorizationOf(0).input;
    builder.add([
      authorizationOf(1, { invocationId: 5n }),
      authorizationOf(2, { epoch: 4 }),
      authorizationOf(3, { signature: signers[4]!.signature }),
      authorizationOf(5, { requestDigest: new Uint8Array(32) }),
      signTransaction({ destination: new Uint8Array(32), amount: 0n, tick: 1, inputType: 13, input }, stranger),
      signTransaction({ destination: new Uint8Array(32), amount: 0n, tick: 1, inputType: 12, input }, keyPairs[0]!),
      signTransaction({ destination: stranger.publicKey, amount: 0n, tick: 1, inputType: 13, input }, keyPairs[0]!),
      signTransaction(
        { destination: new Uint8Array(32), amount: 0n, tick: 1, inputType: 13, input: input.slice(1) },
        keyPairs[0]!,
      ),
    ]);
    expect(builder.signatures).toBe(0);
    builder.add([authorizationOf(0), authorizationOf(0)]);
    expect(builder.signatures).toBe(1);
    expect(() => new BundleBuilder({ ...invocation, epoch: 4 }, computors)).toThrow("epoch");
  });

  it("reads up to nine authorizations of one transaction", () => {
    const item = decodeAuthorization(authorizationOf(0).input)[0]!;
    expect(decodeAuthorization(encodeAuthorization(Array.from({ length: 9 }, () => item)))).toHaveLength(9);
    expect(() => encodeAuthorization(Array.from({ length: 10 }, () => item))).toThrow();
    expect(() => encodeAuthorization([])).toThrow();
  });
});
