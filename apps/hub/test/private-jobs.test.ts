import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { HubClient as Client, type HubClient, HubSession, memoryTokens, signIn, submitJob } from "@qubix/client";
import { API_PREFIX, LiveMessage, type Route, routes, SCOPES, sha256Hex } from "@qubix/protocol";
import { createSeed, type KeyPair, k12, keyPairFromSeed, toHex } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { ScriptedProvider } from "./scripted-provider.ts";
import { TestNet } from "./test-net.ts";

const SECRET = "a name that nobody else shall see";
const table = Object.entries(routes) as [string, Route][];
/** What is sent to routes that take a body; a new one that is not here fails. */
const BODIES: Record<string, unknown> = {
  cancelJob: { transactions: ["00"] },
  acceptJob: { transactions: ["00"] },
  claimJob: { transactions: ["00"] },
  topUpJob: { transactions: ["00"] },
  agentDecline: { reason: "underpaid" },
  agentLogs: { ephemeral: "00".repeat(32), seq: 0, chunks: ["AAAA"] },
  agentResult: { blob: `sha256:${"00".repeat(32)}`, ciphertextDigest: "00".repeat(32) },
};
/** Lists of what the chain shows to everybody: keys of jobs, but nothing of what they are. */
const SHOWS_KEYS = ["listEvents", "listChainTransactions"];

const operator = keyPairFromSeed(createSeed());
const stranger = keyPairFromSeed(createSeed());
let net: TestNet;
let provider: ScriptedProvider;
let idle: ScriptedProvider;
let key: string;
let offered: string;
const heard: string[] = [];

beforeAll(async () => {
  // Nobody dies here: on a busy machine no lease shall end.
  const leases = { heartbeatMs: 200, lostAfterMs: 60_000, leaseTicks: 20_000 };
  net = await TestNet.start({ hub: { operators: [operator.identity], leases } });
  [provider, idle] = await Promise.all([ScriptedProvider.register(net), ScriptedProvider.register(net)]);
  await Promise.all([provider.dial(), idle.dial()]);
  const network = await openLive();
  network.on("message", (data) => heard.push(String(data)));
  network.send(JSON.stringify({ type: "subscribe", channel: "network" }));
  key = await submitPrivate();
  const offer = await provider.offer(key);
  offered = offer.spec;
  await provider.client.call("agentLogs", {
    params: { key, attempt: offer.attempt },
    body: { ephemeral: "00".repeat(32), seq: 0, chunks: ["AAAA"] },
  });
  const sealed = randomBytes(64);
  const blob = await provider.client.uploadBlob(sealed);
  await provider.client.call("agentResult", {
    params: { key, attempt: offer.attempt },
    body: { blob, ciphertextDigest: toHex(k12(sealed)) },
  });
  await provider.reveal(offer, await provider.commit(offer, randomBytes(32)));
  await net.until(key, ({ closeReason }) => closeReason !== undefined, 60_000);
  network.terminate();
}, 180_000);
afterAll(async () => {
  for (const one of [provider, idle]) await one?.fallSilent();
  await net?.close();
});

async function submitPrivate(): Promise<string> {
  const { network, node, requester: keyPair } = net;
  const submitter = { hub: net.client(keyPair), node, contractIndex: network.contract.index, tickOffset: 3, keyPair };
  const spec = { ...(await net.spec()), name: SECRET, visibility: "private" };
  const job = await submitJob(submitter, spec, {
    ...{ hub: net.hubSlot, hubFee: 100n, replicas: 1, quorum: 1, priceCap: 10_000n, protocolFee: 1_000n },
    ...{ start: "assigned" as const, deadlineTicks: 5_000, providers: [provider.slot] },
  });
  return job.key;
}

const where = () => ({ url: net.url, network: net.network.id });
const client = (keyPair: KeyPair) => new Client({ ...where(), keyPair });

async function sessionOf(keyPair: KeyPair): Promise<HubClient> {
  return new Client({
    ...where(),
    session: new HubSession(where(), memoryTokens(await signIn(where(), keyPair, "test"))),
  });
}

async function programOf(keyPair: KeyPair): Promise<HubClient> {
  const { key: apiKey } = await client(keyPair).call("createApiKey", { body: { name: "all", scopes: [...SCOPES] } });
  return new Client({ ...where(), apiKey });
}

async function openLive(query = ""): Promise<WebSocket> {
  const socket = new WebSocket(`${net.url.replace("http", "ws")}${API_PREFIX}/live${query}`);
  await once(socket, "open");
  return socket;
}

/** Status, problem code and text of an answer, whatever the route says. */
async function ask(hub: HubClient, name: string, route: Route, path: string) {
  const url = hub.address({ path }, {});
  const body = route.body === undefined || route.body === "binary" ? undefined : JSON.stringify(BODIES[name]);
  if (route.body !== undefined) expect(BODIES, `${name} takes a body: say in BODIES which`).toHaveProperty(name);
  const bodyDigest = body && sha256Hex(new TextEncoder().encode(body));
  const authorization = await hub.authorization(route.method, url, bodyDigest || undefined);
  const abort = new AbortController();
  const response = await fetch(url, {
    method: route.method,
    headers: { ...(authorization && { authorization }), ...(body && { "content-type": "application/json" }) },
    ...(body && { body }),
    signal: abort.signal,
  });
  const streams = response.ok && route.response === "event-stream";
  const text = streams ? "" : await response.text();
  abort.abort();
  const code = response.ok || text === "" ? undefined : (JSON.parse(text).code as string);
  return { status: response.status, code, text };
}

const withKey = table.filter(([, { path }]) => path.includes(":key"));
const addressOf = ({ path }: Route) => path.replace(":key", key).replace(":attempt", "1");

describe("a private job", () => {
  it("has routes to be asked for by", () => {
    expect(withKey.length).toBeGreaterThan(15);
    // A parameter of another name could be a job's key unnoticed.
    for (const [name, { path }] of table.filter(([, { path }]) => path.startsWith("/jobs/:")))
      expect(path, name).toContain("/jobs/:key");
  });

  it.each(withKey)("is not there for strangers: %s", async (name, route) => {
    const strangers = {
      nobody: new Client(where()),
      signed: client(stranger),
      session: await sessionOf(stranger),
      program: await programOf(stranger),
      provider: idle.client,
    };
    for (const [who, hub] of Object.entries(strangers)) {
      const { status, code, text } = await ask(hub, name, route, addressOf(route));
      expect(text, who).not.toContain(SECRET);
      if (route.auth === "account" && who === "nobody")
        expect({ status, code }).toEqual({ status: 401, code: "UNSIGNED" });
      else if (route.auth === "account" && who === "program" && route.scope === undefined)
        expect(code).toBe("FORBIDDEN");
      else if (route.auth === "operator") expect([401, 403], who).toContain(status);
      else if (route.auth === "provider")
        expect(["UNSIGNED", "FORBIDDEN", "PROVIDER_NOT_FOUND", "ATTEMPT_NOT_FOUND"], who).toContain(code);
      else
        expect({ who, status, code: route.method === "HEAD" ? "JOB_NOT_FOUND" : code }).toEqual({
          who,
          status: 404,
          code: "JOB_NOT_FOUND",
        });
    }
  });

  it.each(withKey.filter(([, { auth, method }]) => auth === "none" && method === "GET"))(
    "is there for its requester, its provider and the operator: %s",
    async (name, route) => {
      const readers = {
        requester: client(net.requester),
        session: await sessionOf(net.requester),
        program: await programOf(net.requester),
        owner: client(provider.owner),
        agent: provider.client,
        operator: client(operator),
      };
      for (const [who, hub] of Object.entries(readers)) {
        const { status } = await ask(hub, name, route, addressOf(route));
        expect({ who, status }).toEqual({ who, status: 200 });
      }
    },
  );

  const lists = table.filter(
    ([, { path, method, response }]) => method === "GET" && !path.includes(":") && response !== "event-stream",
  );
  it.each(lists)("is in no list of strangers: %s", async (name, route) => {
    for (const hub of [new Client(where()), client(stranger), await sessionOf(stranger), idle.client]) {
      const { text } = await ask(hub, name, route, route.path);
      expect(text).not.toContain(SECRET);
      if (!SHOWS_KEYS.includes(name)) expect(text).not.toContain(key);
    }
  });

  it("is in its requester's and the operator's lists", async () => {
    for (const hub of [client(net.requester), await sessionOf(net.requester), client(operator)]) {
      const { items } = await hub.call("listJobs", {});
      expect(items.map((item) => item.key)).toContain(key);
    }
  });

  it("hides its transactions and its result's bytes from caches", async () => {
    const { transactions } = await client(net.requester).call("getJob", { params: { key } });
    const params = { id: transactions[0]!.id };
    expect((await client(net.requester).call("getTransaction", { params })).jobKey).toBe(key);
    await expect(client(stranger).call("getTransaction", { params })).rejects.toMatchObject({
      code: "TRANSACTION_NOT_FOUND",
    });
    const url = net.client(net.requester).address({ path: `/jobs/${key}/artifacts/1` });
    const authorization = await client(net.requester).authorization("GET", url);
    const response = await fetch(url, { headers: { authorization: authorization! } });
    expect(response.headers.get("cache-control")).toContain("private");
    await response.body?.cancel();
  });

  it("was not told of on the network's channel", () => {
    expect(heard.length).toBeGreaterThan(0);
    for (const text of heard) expect(text).not.toContain(key);
  });

  it("is followed live by its readers alone; a ticket opens one socket", async () => {
    const follow = async (query: string) => {
      const socket = await openLive(query);
      const messages: LiveMessage[] = [];
      socket.on("message", (data) => messages.push(LiveMessage.parse(JSON.parse(String(data)))));
      socket.send(JSON.stringify({ type: "subscribe", channel: "job", key, from: 0 }));
      await vi.waitFor(() => expect(messages.length).toBeGreaterThan(0), 10_000);
      await vi.waitFor(() => {
        const told = messages.some(({ type }) => type === "job-event" || type === "problem");
        expect(told).toBe(true);
      }, 10_000);
      socket.terminate();
      return messages;
    };
    expect(await follow("")).toMatchObject([{ type: "problem", problem: { code: "JOB_NOT_FOUND" } }]);
    const strangers = (await client(stranger).call("createTicket", {})).ticket;
    expect(await follow(`?ticket=${strangers}`)).toMatchObject([
      { type: "problem", problem: { code: "JOB_NOT_FOUND" } },
    ]);
    const { ticket } = await (await sessionOf(net.requester)).call("createTicket", {});
    expect((await follow(`?ticket=${ticket}`)).some(({ type }) => type === "job-event")).toBe(true);
    await expect(openLive(`?ticket=${ticket}`)).rejects.toThrow("401");
  });

  it("says so in its spec, which its digest covers", async () => {
    const { spec } = await client(net.requester).call("getJob", { params: { key } });
    expect(JSON.parse(spec)).toMatchObject({ visibility: "private" });
    expect(JSON.parse(offered)).toMatchObject({ visibility: "private" });
  });
});
