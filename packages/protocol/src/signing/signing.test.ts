import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../encoding/hex.ts";
import { formatAuthorization, parseAuthorization } from "./authorization-header.ts";
import { EMPTY_BODY_DIGEST, type RequestToSign, requestDigest, requestText } from "./request-digest.ts";

const request: RequestToSign = {
  network: "devnet",
  origin: "127.0.0.1:8080",
  method: "get",
  path: "/api/v1/agent/offers?after=0",
  bodyDigest: EMPTY_BODY_DIGEST,
  nonce: "00".repeat(16),
  time: 1_700_000_000_000,
};

describe("request signing", () => {
  it("covers every part", () => {
    expect(requestText(request).split("\n")).toHaveLength(8);
    const digest = toHex(requestDigest(request));
    for (const changed of [
      { network: "mainnet" },
      { origin: "127.0.0.1:8081" },
      { method: "POST" },
      { path: "/api/v1/agent/offers?after=1" },
      { bodyDigest: "11".repeat(32) },
      { nonce: "11".repeat(16) },
      { time: 1_700_000_000_001 },
    ]) {
      expect(toHex(requestDigest({ ...request, ...changed }))).not.toBe(digest);
    }
  });

  it("reads the header it writes, and nothing else", () => {
    const header = { identity: "A".repeat(60), time: 1, nonce: "0a".repeat(16), signature: "ff".repeat(64) };
    expect(parseAuthorization(formatAuthorization(header))).toEqual(header);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseAuthorization(text)).toThrow(expect.objectContaining({ code: "BAD_AUTHORIZATION" }));
      }),
    );
    expect(() => parseAuthorization(`${formatAuthorization(header)} `)).toThrow();
    expect(() => parseAuthorization(formatAuthorization({ ...header, time: 2 ** 53 }))).toThrow();
  });
});
