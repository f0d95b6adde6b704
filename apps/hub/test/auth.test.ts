import { randomBytes, randomUUID } from "node:crypto";
import { HubClient as Client, type HubClient, HubSession, memoryTokens, signIn } from "@qubix/client";
import { type SessionTokens, signInDigest } from "@qubix/protocol";
import { createSeed, type KeyPair, keyPairFromSeed, sign, toHex } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveHub } from "./live-hub.ts";
import { type Answer, rawRequest } from "./raw-request.ts";

const [alice, mallory, operator] = Array.from({ length: 3 }, () => keyPairFromSeed(createSeed())) as [
  KeyPair,
  KeyPair,
  KeyPair,
];
let hub: LiveHub;
beforeAll(async () => {
  hub = await LiveHub.start({}, { operators: [operator.identity], limits: { rate: { signInsPerMinute: 400 } } });
});
afterAll(() => hub?.close());

const where = () => ({ url: hub.url, network: "devnet" });
const signed = (keyPair: KeyPair) => new Client({ ...where(), keyPair });
const withKey = (apiKey: string) => new Client({ ...where(), apiKey });

/** A client that has signed in, with its tokens. */
async function session(keyPair: KeyPair, name = "test"): Promise<{ client: HubClient; tokens: SessionTokens }> {
  const tokens = await signIn(where(), keyPair, name);
  return { client: new Client({ ...where(), session: new HubSession(where(), memoryTokens(tokens)) }), tokens };
}

const raw = (method: string, path: string, headers = {}, body?: unknown) =>
  rawRequest(hub.url, method, path, headers, body);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const account = (token: string) => raw("GET", "/account", bearer(token));
const refused = (code: string) => expect.objectContaining({ code });

describe("signing in", () => {
  it("proves who one is with the key, then with short tokens, until one signs out", async () => {
    const { client, tokens } = await session(alice, "a browser");
    expect(await client.call("getAccount", {})).toEqual({
      ...{ identity: alice.identity, via: "session", roles: [], providers: [], models: [] },
    });
    const { items } = await client.call("listSessions", {});
    expect(items).toMatchObject([{ id: tokens.session, name: "a browser", current: true }]);
    await client.call("endSession", {});
    expect((await account(tokens.accessToken)).body.code).toBe("SESSION_ENDED");
    expect((await raw("POST", "/auth/refresh", {}, { refreshToken: tokens.refreshToken })).body.code).toBe(
      "REFRESH_INVALID",
    );
  });

  it("takes a challenge once", async () => {
    const { body } = await raw("POST", "/auth/challenge", {}, { identity: alice.identity });
    const answer = { nonce: body.nonce, signature: toHex(sign(alice, signInDigest(body.text as string))) };
    expect((await raw("POST", "/auth/session", {}, answer)).status).toBe(201);
    expect((await raw("POST", "/auth/session", {}, answer)).body.code).toBe("CHALLENGE_INVALID");
  });

  it("takes a challenge only at the address for which it was made, and only at the hub's own addresses", async () => {
    const { port } = new URL(hub.url);
    const { body } = await raw("POST", "/auth/challenge", {}, { identity: alice.identity });
    const answer = { nonce: body.nonce, signature: toHex(sign(alice, signInDigest(body.text as string))) };
    const elsewhere = await raw("POST", "/auth/session", { Host: `localhost:${port}` }, answer);
    expect(elsewhere.body.code).toBe("CHALLENGE_INVALID");
    const evil = await raw("POST", "/auth/challenge", { Host: "evil.example" }, { identity: alice.identity });
    expect(evil).toMatchObject({ status: 421, body: { code: "WRONG_ORIGIN" } });
  });

  it("is of no use to whoever signs as somebody else", async () => {
    const { body } = await raw("POST", "/auth/challenge", {}, { identity: alice.identity });
    const answer = { nonce: body.nonce, signature: toHex(sign(mallory, signInDigest(body.text as string))) };
    expect((await raw("POST", "/auth/session", {}, answer)).body.code).toBe("SIGNATURE_INVALID");
  });

  it("answers malformed requests with what is wrong, and never with a secret", async () => {
    for (const body of [{}, { identity: "A" }, { identity: alice.identity, more: 1 }, [], "x"])
      expect((await raw("POST", "/auth/challenge", {}, body)).status).toBe(400);
    for (const refreshToken of ["", "qbr_", `qbr_${"g".repeat(64)}`, 5, null])
      expect((await raw("POST", "/auth/refresh", {}, { refreshToken })).status).toBe(400);
    expect((await raw("POST", "/auth/refresh", {}, { refreshToken: `qbr_${"0".repeat(64)}` })).status).toBe(401);
  });

  it("tells how to say who one is", async () => {
    const { status, headers, body } = await raw("GET", "/account");
    expect({ status, code: body.code }).toEqual({ status: 401, code: "UNSIGNED" });
    expect(headers["www-authenticate"]).toBe("Qubic, Bearer");
  });
});

describe("stolen tokens", () => {
  it("end the session when a refresh token comes twice", async () => {
    const { tokens } = await session(alice);
    const thief = await raw("POST", "/auth/refresh", {}, { refreshToken: tokens.refreshToken });
    expect(thief.status).toBe(200);
    expect((await raw("POST", "/auth/refresh", {}, { refreshToken: tokens.refreshToken })).body.code).toBe(
      "REFRESH_INVALID",
    );
    expect((await account(thief.body.accessToken as string)).body.code).toBe("SESSION_ENDED");
    expect((await raw("POST", "/auth/refresh", {}, { refreshToken: thief.body.refreshToken })).status).toBe(401);
    expect((await account(tokens.accessToken)).body.code).toBe("SESSION_ENDED");
  });

  it("can be ended from another session at once", async () => {
    const [lost, mine] = [await session(alice), await session(alice)];
    await mine.client.call("revokeSession", { params: { session: lost.tokens.session } });
    expect((await account(lost.tokens.accessToken)).body.code).toBe("SESSION_ENDED");
    expect((await account(mine.tokens.accessToken)).status).toBe(200);
  });

  it("are renewed by the client before they expire, and once by many calls at a time", async () => {
    const tokens = await signIn(where(), alice, "many");
    const store = memoryTokens({ ...tokens, accessExpiresAt: Date.now() });
    const client = new Client({ ...where(), session: new HubSession(where(), store) });
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.call("getAccount", {})));
    expect(answers.every(({ identity }) => identity === alice.identity)).toBe(true);
    expect(store.load()?.refreshToken).not.toBe(tokens.refreshToken);
    // One that the hub does not take is replaced too.
    store.save({ ...store.load()!, accessToken: `${tokens.accessToken.slice(0, -4)}AAAA` });
    expect(await client.call("getAccount", {})).toMatchObject({ identity: alice.identity });
  });
});

describe("API keys", () => {
  it("are shown once, do what their scopes name, and nothing after they were revoked", async () => {
    const client = signed(alice);
    const { key, id, prefix } = await client.call("createApiKey", {
      body: { name: "reader", scopes: ["account:read"] },
    });
    expect(key.startsWith(prefix)).toBe(true);
    const { items } = await client.call("listApiKeys", {});
    expect(items.map((item) => item.id)).toContain(id);
    expect(JSON.stringify(items)).not.toContain(key.slice(-64));
    expect(await withKey(key).call("getAccount", {})).toMatchObject({
      ...{ identity: alice.identity, via: "api-key", scopes: ["account:read"] },
    });
    await client.call("revokeApiKey", { params: { id } });
    await expect(withKey(key).call("getAccount", {})).rejects.toEqual(refused("API_KEY_INVALID"));
  });

  it("can't do more than they were made for", async () => {
    const client = signed(alice);
    const { key, id } = await client.call("createApiKey", { body: { name: "writer", scopes: ["blobs:write"] } });
    const program = withKey(key);
    expect(await program.uploadBlob(randomBytes(10))).toMatch(/^sha256:/);
    const noScope = expect.objectContaining({ code: "SCOPE_MISSING", status: 403 });
    await expect(program.call("getAccount", {})).rejects.toEqual(noScope);
    await expect(program.call("listJobs", {})).rejects.toEqual(noScope);
    await expect(program.call("listApiKeys", {})).rejects.toEqual(noScope);
    const forbidden = expect.objectContaining({ code: "FORBIDDEN", status: 403 });
    const more = { name: "more", scopes: ["operator" as const] };
    await expect(program.call("createApiKey", { body: more })).rejects.toEqual(forbidden);
    await expect(program.call("revokeApiKey", { params: { id } })).rejects.toEqual(forbidden);
    await expect(program.call("revokeSession", { params: { session: randomUUID() } })).rejects.toEqual(forbidden);
    await expect(program.call("endSession", {})).rejects.toEqual(forbidden);
  });

  it("open nothing for operators, whatever scope they name, unless the identity is one", async () => {
    const make = async (keyPair: KeyPair, scopes: ("operator" | "jobs:read")[]) =>
      withKey((await signed(keyPair).call("createApiKey", { body: { name: "op", scopes } })).key);
    const secret = await hub.job({ visibility: "private" });
    const look = (client: HubClient) => client.call("getJob", { params: { key: secret } });
    const hidden = expect.objectContaining({ code: "JOB_NOT_FOUND", status: 404 });
    await expect(look(await make(mallory, ["operator", "jobs:read"]))).rejects.toEqual(hidden);
    await expect(look(await make(operator, ["jobs:read"]))).rejects.toEqual(hidden);
    expect(await look(await make(operator, ["operator", "jobs:read"]))).toMatchObject({ key: secret });
    expect(await look(signed(operator))).toMatchObject({ key: secret });
    expect(await look((await session(operator)).client)).toMatchObject({ key: secret });
    expect((await signed(operator).call("getAccount", {})).roles).toEqual(["operator"]);
    const reconcile = (client: HubClient) => client.call("reconcile", { body: { dryRun: true } });
    await expect(reconcile(await make(mallory, ["operator"]))).rejects.toEqual(refused("FORBIDDEN"));
    await expect(reconcile(await make(operator, ["jobs:read"]))).rejects.toEqual(refused("SCOPE_MISSING"));
    await expect(reconcile(signed(mallory))).rejects.toEqual(refused("FORBIDDEN"));
    await expect(reconcile(new Client(where()))).rejects.toEqual(refused("UNSIGNED"));
  });

  it("and sessions of others are not there", async () => {
    const { id } = await signed(alice).call("createApiKey", { body: { name: "mine", scopes: ["jobs:read"] } });
    const { tokens } = await session(alice);
    const thief = (await session(mallory)).client;
    await expect(thief.call("revokeApiKey", { params: { id } })).rejects.toEqual(refused("API_KEY_NOT_FOUND"));
    await expect(thief.call("revokeSession", { params: { session: tokens.session } })).rejects.toEqual(
      refused("SESSION_NOT_FOUND"),
    );
    expect((await thief.call("listApiKeys", {})).items.map((item) => item.id)).not.toContain(id);
    expect((await thief.call("listSessions", {})).items.map((item) => item.id)).not.toContain(tokens.session);
    expect((await account(tokens.accessToken)).status).toBe(200);
  });

  it("and tokens sign nothing for agents: each of their requests has its own signature", async () => {
    const { client } = await session(alice);
    const { key } = await signed(alice).call("createApiKey", { body: { name: "agent", scopes: ["jobs:write"] } });
    const query = { machine: "m", after: 0 };
    await expect(client.call("agentOffers", { query })).rejects.toEqual(refused("FORBIDDEN"));
    await expect(withKey(key).call("agentOffers", { query })).rejects.toEqual(refused("FORBIDDEN"));
  });
});

describe("socket tickets", () => {
  it("are given to who is known, and are no other credential", async () => {
    const { client } = await session(alice);
    const { ticket } = await client.call("createTicket", {});
    expect((await account(ticket)).body.code).toBe("TOKEN_INVALID");
    expect(await hub.hubs[0]!.context.auth.tickets.redeem(ticket)).toMatchObject({
      identity: alice.identity,
      via: "session",
    });
    expect(await hub.hubs[0]!.context.auth.tickets.redeem(ticket)).toBeUndefined();
    expect((await raw("POST", "/auth/ticket")).body.code).toBe("UNSIGNED");
  });
});

// The last one: it uses up what this address may try.
describe("a flood", () => {
  it("of challenges from one address is stopped, and told when to come back", async () => {
    let answer: Answer;
    let tries = 0;
    do {
      answer = await raw("POST", "/auth/challenge", {}, { identity: mallory.identity });
      tries += 1;
    } while (answer.status === 201 && tries < 1_000);
    expect(answer).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect((await signed(alice).call("getAccount", {})).identity).toBe(alice.identity);
  });
});
