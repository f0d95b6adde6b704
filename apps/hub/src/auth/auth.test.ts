import { fromHex, parseSignInText, signInDigest } from "@qubix/protocol";
import { createSeed, type KeyPair, keyPairFromSeed, sign, toHex } from "@qubix/qubic";
import type { Store } from "@qubix/store";
import { openTestStore } from "@qubix/store/testing";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import winston from "winston";
import { type Auth, makeAuth } from "./auth.ts";

const DAY = 86_400_000;
const ORIGIN = "hub.example";
const hot = keyPairFromSeed(createSeed());
const alice = keyPairFromSeed(createSeed());
let now = Date.UTC(2027, 0, 1);
let store: Store;
let auth: Auth;
/** Another process of the same hub. */
let other: Auth;

const log = winston.createLogger({ silent: true });
const authOf = (keyPair: KeyPair) =>
  makeAuth({ store, config: { accessSeconds: 600, sessionDays: 30 }, network: "devnet", keyPair, log });

beforeAll(async () => {
  store = await openTestStore({ clock: { now: () => now, monotonic: () => now } });
  auth = authOf(hot);
  other = authOf(hot);
});
afterAll(() => store.close());

async function signIn(at: Auth = auth, keyPair = alice, origin = ORIGIN) {
  const { text, nonce } = await at.sessions.challenge(keyPair.identity, origin);
  return at.sessions.open({ nonce, signature: toHex(sign(keyPair, signInDigest(text))), name: "test" }, origin);
}
const check = (token: string, at: Auth = auth, origins = [ORIGIN]) => at.tokens.check(token, origins);

describe("access tokens", () => {
  it("say who, not what they may, and are good at each process of the hub for ten minutes", async () => {
    const { accessToken, accessExpiresAt, session } = await signIn();
    expect(accessExpiresAt).toBe(now + 600_000);
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: "EdDSA", typ: "at+jwt", kid: expect.any(String) });
    expect(Object.keys(decodeJwt(accessToken)).sort()).toEqual(["aud", "exp", "iat", "iss", "sid", "sub"]);
    expect(await check(accessToken, other)).toEqual({ identity: alice.identity, session });
    now += 599_000;
    expect(await check(accessToken)).toMatchObject({ identity: alice.identity });
    now += 10_000;
    await expect(check(accessToken)).rejects.toMatchObject({ code: "TOKEN_EXPIRED" });
    now -= 3_600_000; // a clock that was set back: a token from the future is none
    await expect(check(accessToken)).rejects.toMatchObject({ code: "TOKEN_INVALID" });
    now += 3_600_000;
  });

  it("are no good at another address, network or hub", async () => {
    const { accessToken } = await signIn();
    await expect(check(accessToken, auth, ["evil.example"])).rejects.toMatchObject({ code: "TOKEN_INVALID" });
    const mainnet = makeAuth({
      ...{ store, config: { accessSeconds: 600, sessionDays: 30 }, network: "mainnet", keyPair: hot, log },
    });
    await expect(check(accessToken, mainnet)).rejects.toMatchObject({ code: "TOKEN_INVALID" });
    const stranger = authOf(keyPairFromSeed(createSeed()));
    await expect(check(accessToken, stranger)).rejects.toMatchObject({ code: "TOKEN_INVALID" });
  });

  it("are signed by a new key each month; what the old one signed is good to its end", async () => {
    const before = await signIn();
    const kid = (token: string) => decodeProtectedHeader(token).kid;
    now += 30 * DAY - 60_000;
    const last = await signIn();
    now += 120_000;
    const after = await signIn(other);
    expect(kid(after.accessToken)).not.toBe(kid(before.accessToken));
    expect(await check(last.accessToken)).toMatchObject({ identity: alice.identity });
    expect(await check(after.accessToken)).toMatchObject({ identity: alice.identity });
    const kids = (await other.keys.jwks()).map((key) => key.kid);
    expect(kids).toContain(kid(after.accessToken));
    expect(JSON.stringify(await other.keys.jwks())).not.toContain('"d"');
    now += DAY;
    expect((await authOf(hot).keys.jwks()).map((key) => key.kid)).not.toContain(kid(before.accessToken));
  });

  it("can't be signed with what lies in the database", async () => {
    await auth.keys.signer();
    const thief = authOf(keyPairFromSeed(createSeed()));
    const { kid } = await thief.keys.signer();
    expect((await auth.keys.signer()).kid).not.toBe(kid); // it had to make its own
  });
});

describe("challenges", () => {
  it("are texts for people that name hub, network and identity", async () => {
    const { text, nonce, expiresAt } = await auth.sessions.challenge(alice.identity, ORIGIN);
    expect(parseSignInText(text)).toMatchObject({ identity: alice.identity, origin: ORIGIN, network: "devnet", nonce });
    expect(expiresAt).toBeLessThanOrEqual(now + 300_000);
    expect(text).toContain("moves no money");
  });

  it("are good once, at any process, for five minutes", async () => {
    const { text, nonce } = await auth.sessions.challenge(alice.identity, ORIGIN);
    const signature = toHex(sign(alice, signInDigest(text)));
    const tries = await Promise.allSettled(
      [auth, other, auth].map((at) => at.sessions.open({ nonce, signature }, ORIGIN)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(auth.sessions.open({ nonce, signature }, ORIGIN)).rejects.toMatchObject({ code: "CHALLENGE_INVALID" });
    const late = await auth.sessions.challenge(alice.identity, ORIGIN);
    now += 301_000;
    const answer = { nonce: late.nonce, signature: toHex(sign(alice, signInDigest(late.text))) };
    await expect(auth.sessions.open(answer, ORIGIN)).rejects.toMatchObject({ code: "CHALLENGE_INVALID" });
  });

  it("are answered only by the identity, over exactly this text, for this origin", async () => {
    const mallory = keyPairFromSeed(createSeed());
    const attempt = async (make: (text: string) => Uint8Array, origin = ORIGIN) => {
      const { text, nonce } = await auth.sessions.challenge(alice.identity, ORIGIN);
      return auth.sessions.open({ nonce, signature: toHex(make(text)) }, origin);
    };
    const refused = (code: string) => expect.objectContaining({ code });
    await expect(attempt((text) => sign(mallory, signInDigest(text)))).rejects.toEqual(refused("SIGNATURE_INVALID"));
    for (const [from, to] of [
      ["devnet", "mainnet"],
      [ORIGIN, "evil.example"],
    ] as const)
      await expect(attempt((text) => sign(alice, signInDigest(text.replaceAll(from, to))))).rejects.toEqual(
        refused("SIGNATURE_INVALID"),
      );
    await expect(attempt((text) => sign(alice, signInDigest(text)), "evil.example")).rejects.toEqual(
      refused("CHALLENGE_INVALID"),
    );
    await expect(attempt(() => fromHex("00".repeat(64)))).rejects.toEqual(refused("SIGNATURE_INVALID"));
    const typo = `${alice.identity.slice(0, -1)}${alice.identity.endsWith("A") ? "B" : "A"}`;
    await expect(auth.sessions.challenge(typo, ORIGIN)).rejects.toEqual(refused("INVALID_REQUEST"));
  });
});

describe("sessions", () => {
  it("go on by refreshing, end when unused, and end in all", async () => {
    let tokens = await signIn();
    const { session } = tokens;
    for (let month = 0; month < 13; month++) {
      now += 29 * DAY;
      if (month === 12) break;
      tokens = await auth.sessions.refresh(tokens.refreshToken, ORIGIN);
      expect(tokens.session).toBe(session);
    }
    // Twelve times 30 days are over, though it was used each month.
    await expect(auth.sessions.refresh(tokens.refreshToken, ORIGIN)).rejects.toMatchObject({ code: "REFRESH_INVALID" });
    const idle = await signIn();
    now += 31 * DAY;
    await expect(auth.sessions.refresh(idle.refreshToken, ORIGIN)).rejects.toMatchObject({ code: "REFRESH_INVALID" });
    await expect(auth.sessions.checkOpen(idle.session, alice.identity)).rejects.toMatchObject({
      code: "SESSION_ENDED",
    });
  });

  it("end when a refresh token comes twice, whoever has the newer one", async () => {
    const stolen = await signIn();
    const thiefs = await other.sessions.refresh(stolen.refreshToken, ORIGIN);
    await expect(auth.sessions.refresh(stolen.refreshToken, ORIGIN)).rejects.toMatchObject({ code: "REFRESH_INVALID" });
    await expect(other.sessions.refresh(thiefs.refreshToken, ORIGIN)).rejects.toMatchObject({
      code: "REFRESH_INVALID",
    });
    await expect(auth.sessions.checkOpen(stolen.session, alice.identity)).rejects.toMatchObject({
      code: "SESSION_ENDED",
    });
  });

  it("end also when the same refresh token comes to several processes at once", async () => {
    const { refreshToken, session } = await signIn();
    const tries = await Promise.allSettled(
      [auth, other, auth, other].map((at) => at.sessions.refresh(refreshToken, ORIGIN)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(auth.sessions.checkOpen(session, alice.identity)).rejects.toMatchObject({ code: "SESSION_ENDED" });
  });

  it("make room for new ones, the least used first", async () => {
    const bob = keyPairFromSeed(createSeed());
    const first = await signIn(auth, bob);
    for (let i = 0; i < 100; i++) {
      now += 1;
      await signIn(auth, bob);
    }
    expect(await auth.sessions.list(bob.identity, undefined)).toHaveLength(100);
    await expect(auth.sessions.checkOpen(first.session, bob.identity)).rejects.toMatchObject({ code: "SESSION_ENDED" });
  });

  it("are kept as hashes", async () => {
    const { refreshToken } = await signIn();
    expect(await store.sessions.rotate(refreshToken.slice(4), "00".repeat(32), { idleMs: 1, totalMs: 1 })).toEqual({
      outcome: "unknown",
    });
  });
});

describe("API keys", () => {
  it("are good until they expire or are revoked, and only whole", async () => {
    const { key, id } = await auth.apiKeys.make(alice.identity, {
      name: "ci",
      scopes: ["jobs:read"],
      expiresAt: now + DAY,
    });
    expect(key).toMatch(/^qbx_[0-9a-f]{16}_[0-9a-f]{64}$/);
    expect(await other.apiKeys.check(key)).toMatchObject({ identity: alice.identity, scopes: ["jobs:read"] });
    const kept = await store.apiKeys.get(id);
    expect(JSON.stringify(kept)).not.toContain(key.slice(-64));
    const flipped = key.slice(0, -1) + (key.endsWith("0") ? "1" : "0");
    for (const bad of [
      flipped,
      key.toUpperCase(),
      key.slice(0, -1),
      `${key}0`,
      `qbx_${"0".repeat(16)}_${key.slice(-64)}`,
    ])
      await expect(auth.apiKeys.check(bad)).rejects.toMatchObject({ code: "API_KEY_INVALID" });
    now += DAY;
    await expect(auth.apiKeys.check(key)).rejects.toMatchObject({ code: "API_KEY_INVALID" });
    await expect(
      auth.apiKeys.make(alice.identity, { name: "late", scopes: ["jobs:read"], expiresAt: now }),
    ).rejects.toMatchObject({ code: "INVALID_REQUEST" });
  });

  it("tell when they were used, to the minute", async () => {
    const { key, id } = await auth.apiKeys.make(alice.identity, { name: "used", scopes: ["jobs:read"] });
    await auth.apiKeys.check(key);
    const first = now;
    now += 30_000;
    await auth.apiKeys.check(key);
    expect((await store.apiKeys.get(id))?.lastUsedAt).toBe(first);
    now += 31_000;
    await auth.apiKeys.check(key);
    expect((await store.apiKeys.get(id))?.lastUsedAt).toBe(now);
  });

  it("are a hundred for each identity, also when they are made all at once", async () => {
    const carol = keyPairFromSeed(createSeed()).identity;
    const made = await Promise.allSettled(
      Array.from({ length: 104 }, (_, i) => auth.apiKeys.make(carol, { name: `key ${i}`, scopes: ["jobs:read"] })),
    );
    const refused = made.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(4);
    expect(refused[0]?.reason).toMatchObject({ code: "API_KEY_LIMIT" });
  });
});

describe("tickets", () => {
  const caller = { identity: alice.identity, publicKey: alice.publicKey, via: "signature" as const };

  it("open one socket within half a minute, at any process", async () => {
    const { ticket } = await auth.tickets.make(caller);
    const tries = await Promise.all([auth, other, auth].map((at) => at.tickets.redeem(ticket)));
    expect(tries.filter((one) => one !== undefined)).toEqual([caller]);
    const late = await auth.tickets.make(caller);
    now += 30_001;
    expect(await auth.tickets.redeem(late.ticket)).toBeUndefined();
    for (const bad of ["", "0".repeat(64), "x".repeat(100_000)]) expect(await auth.tickets.redeem(bad)).toBeUndefined();
  });

  it("are worth nothing once the session or the key they were made with is gone", async () => {
    const { session } = await signIn();
    const { ticket } = await auth.tickets.make({ ...caller, via: "session", session });
    await auth.sessions.end(session, alice.identity);
    expect(await auth.tickets.redeem(ticket)).toBeUndefined();
    const { id } = await auth.apiKeys.make(alice.identity, { name: "ticket", scopes: ["jobs:read"] });
    const kept = { ...caller, via: "api-key" as const, scopes: ["jobs:read" as const], apiKey: id };
    const second = await auth.tickets.make(kept);
    expect(await auth.tickets.redeem(second.ticket)).toEqual(kept);
    const third = await auth.tickets.make(kept);
    await auth.apiKeys.revoke(id, alice.identity);
    expect(await auth.tickets.redeem(third.ticket)).toBeUndefined();
  });
});
