import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../encoding/hex.ts";
import { requestText } from "../signing/request-digest.ts";
import { parseSignInText, type SignInChallenge, signInDigest, signInText } from "./sign-in-text.ts";

const challenge: SignInChallenge = {
  identity: "A".repeat(60),
  origin: "hub.example:8080",
  network: "devnet",
  nonce: "0a".repeat(32),
  issuedAt: 1_800_000_000_000,
  expiresAt: 1_800_000_300_000,
};
const text = signInText(challenge);
const challenges = fc.record({
  identity: fc.stringMatching(/^[A-Z]{60}$/),
  origin: fc.stringMatching(/^[a-z0-9.-]{1,60}(:[0-9]{1,5})?$/),
  network: fc.stringMatching(/^[a-z0-9-]{1,32}$/),
  nonce: fc.stringMatching(/^[0-9a-f]{64}$/),
  issuedAt: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
  expiresAt: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
});

describe("the text to sign in with", () => {
  it("says what it is for, and is read as it is written", () => {
    expect(text).toContain("moves no money");
    fc.assert(
      fc.property(challenges, (one) => {
        expect(parseSignInText(signInText(one))).toEqual(one);
      }),
    );
  });

  it("is another for any other identity, hub, network, nonce or time", () => {
    for (const change of [
      { identity: "B".repeat(60) },
      { origin: "hub.example:8081" },
      { network: "mainnet" },
      { nonce: "0b".repeat(32) },
      { issuedAt: 1_800_000_001_000 },
      { expiresAt: 1_800_000_301_000 },
    ])
      expect(toHex(signInDigest(signInText({ ...challenge, ...change })))).not.toBe(toHex(signInDigest(text)));
  });

  it("can't be a transaction: where that says how long its input is, this says more than there may be", () => {
    fc.assert(
      fc.property(challenges, (one) => {
        const bytes = new TextEncoder().encode(signInText(one));
        expect(bytes.length).toBeGreaterThan(80);
        expect(new DataView(bytes.buffer).getUint16(78, true)).toBeGreaterThan(1_024);
      }),
    );
  });

  it("is refused when a hub changes anything of it, or wants something else signed", () => {
    const request = requestText({
      ...{ network: "devnet", origin: "hub.example", method: "POST", path: "/api/v1/api-keys" },
      ...{ bodyDigest: "00".repeat(32), nonce: "00".repeat(16), time: 1 },
    });
    const bad = [
      "",
      request,
      `${text}\n`,
      ` ${text}`,
      text.replace("moves no money", "moves all money"),
      text.replace("Hub: hub.example:8080", "Hub: evil.example"),
      text.replace("\nNetwork", "\nAlso: pay me\nNetwork"),
      text.replace("Identity: ", "Identity:  "),
      text.replace("2027", "2O27"),
      text.replace(/\n/g, "\r\n"),
      `${request}\n${text}`,
      text.padEnd(5_000, "\n"),
    ];
    for (const one of bad) {
      expect(one).not.toBe(text);
      expect(() => parseSignInText(one)).toThrow(expect.objectContaining({ code: "BAD_CHALLENGE" }));
    }
    fc.assert(
      fc.property(fc.string(), (one) => {
        expect(() => parseSignInText(one)).toThrow(expect.objectContaining({ code: "BAD_CHALLENGE" }));
      }),
    );
  });
});
