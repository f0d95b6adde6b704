import { createHmac, randomUUID } from "node:crypto";
import { HubClient, signIn } from "@qubix/client";
import type { SessionTokens } from "@qubix/protocol";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveHub } from "./live-hub.ts";
import { rawRequest } from "./raw-request.ts";

const alice = keyPairFromSeed(createSeed());
const mallory = keyPairFromSeed(createSeed());
let hub: LiveHub;
beforeAll(async () => {
  hub = await LiveHub.start();
});
afterAll(() => hub?.close());

const where = () => ({ url: hub.url, network: "devnet" });
const raw = (method: string, path: string, headers = {}, body?: unknown) =>
  rawRequest(hub.url, method, path, headers, body);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const account = (token: string) => raw("GET", "/account", bearer(token));

describe("forged access tokens", () => {
  const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  let tokens: SessionTokens;
  let header: { alg: string; kid: string; typ: string };
  let claims: Record<string, unknown>;
  beforeAll(async () => {
    tokens = await signIn(where(), alice, "test");
    const [one, two] = tokens.accessToken.split(".").map((part) => Buffer.from(part, "base64url").toString());
    header = JSON.parse(one!);
    claims = JSON.parse(two!);
  });
  const expectInvalid = async (token: string) => {
    const answer = await account(token);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 401, code: "TOKEN_INVALID" });
  };

  it("without a signature", async () => {
    const body = tokens.accessToken.split(".")[1];
    for (const alg of ["none", "None", "NONE", "nOnE"]) {
      await expectInvalid(`${b64({ ...header, alg })}.${body}.`);
      await expectInvalid(`${b64({ alg })}.${body}.`);
    }
    await expectInvalid(`${tokens.accessToken.split(".").slice(0, 2).join(".")}.`);
  });

  it("signed by HMAC with the public key as the secret", async () => {
    const { keys } = await new HubClient(where()).call("getJwks", {});
    const key = keys.find(({ kid }) => kid === header.kid)!;
    for (const secret of [Buffer.from(key.x, "base64url"), Buffer.from(key.x), Buffer.from(JSON.stringify(key))]) {
      for (const alg of ["HS256", "EdDSA"]) {
        const text = `${b64({ ...header, alg })}.${b64({ ...claims, sub: mallory.identity })}`;
        await expectInvalid(`${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`);
      }
    }
  });

  it("with key ids that are paths, queries, or bring a key along", async () => {
    const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
    const make = (changes: object) =>
      new SignJWT({ ...claims, sub: mallory.identity })
        .setProtectedHeader({ ...header, ...changes } as never)
        .sign(privateKey);
    for (const kid of [
      "",
      "../../etc/passwd",
      "x' or '1'='1",
      "0".repeat(16),
      "a".repeat(5000),
      "__proto__",
      "constructor",
    ])
      await expectInvalid((await make({ kid })).slice(0, 4000));
    await expectInvalid(await make({}));
    await expectInvalid(await make({ jwk: await exportJWK(publicKey) }));
    await expectInvalid(await make({ jku: "http://evil.example/jwks.json" }));
    await expectInvalid(await make({ x5u: "http://evil.example/cert" }));
    await expectInvalid(await make({ typ: "JWT" }));
  });

  it("with other claims under a true signature", async () => {
    const [head, , signature] = tokens.accessToken.split(".");
    for (const changes of [{ sub: mallory.identity }, { exp: 4_000_000_000 }, { sid: randomUUID() }])
      await expectInvalid(`${head}.${b64({ ...claims, ...changes })}.${signature}`);
  });

  it("that are no tokens at all", async () => {
    for (const token of ["x", "a.b.c", "....", `${"A".repeat(4000)}`, tokens.refreshToken]) await expectInvalid(token);
  });

  it("made by another hub, though both are asked at the same address", async () => {
    const other = await LiveHub.start();
    try {
      const foreign = await signIn({ url: other.url, network: "devnet" }, alice, "other");
      await expectInvalid(foreign.accessToken);
      expect((await raw("POST", "/auth/refresh", {}, { refreshToken: foreign.refreshToken })).status).toBe(401);
    } finally {
      await other.close();
    }
  });
});

describe("header tricks", () => {
  it("several, huge, unknown or broken Authorization headers are refused", async () => {
    const tokens = await signIn(where(), alice, "test");
    const good = `Bearer ${tokens.accessToken}`;
    const several = await raw("GET", "/account", { Authorization: [good, good] });
    expect(several.body.code).toBe("BAD_AUTHORIZATION");
    for (const header of [
      "",
      " ",
      "Bearer",
      "Bearer ",
      "Basic YTpi",
      `${good} ${good}`,
      `${good},${good}`,
      "Qubic v1",
      `Bearer ${"a".repeat(5000)}`,
    ])
      expect((await raw("GET", "/account", { Authorization: header })).status).toBe(401);
    const huge = await raw("GET", "/account", { Authorization: `Bearer ${"a".repeat(20_000)}` });
    expect(huge.status).toBe(431);
    expect((await raw("GET", "/account", { authorization: good.replace("Bearer", "bEARER") })).status).toBe(200);
  });

  it("cookies, queries and other headers say nothing", async () => {
    const tokens = await signIn(where(), alice, "test");
    const { accessToken } = tokens;
    const headers = {
      Cookie: `access_token=${accessToken}; Authorization=Bearer ${accessToken}`,
      "X-Identity": alice.identity,
    };
    expect((await raw("GET", "/account", headers)).body.code).toBe("UNSIGNED");
    expect((await raw("GET", `/account?access_token=${accessToken}`)).status).not.toBe(200);
    const { headers: answered } = await raw("POST", "/auth/challenge", {}, { identity: alice.identity });
    expect(answered["set-cookie"]).toBeUndefined();
    expect(answered["cache-control"]).toBe("no-store");
  });

  it("credentials that are wrong are refused where none are needed too", async () => {
    expect((await raw("GET", "/jobs", bearer("x"))).body.code).toBe("TOKEN_INVALID");
    expect((await raw("GET", "/jobs", bearer(`qbx_${"0".repeat(16)}_${"0".repeat(64)}`))).body.code).toBe(
      "API_KEY_INVALID",
    );
  });
});
