import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { makeProblem, parseAuthorization, requestDigest } from "@qubix/protocol";
import { createSeed, fromHex, keyPairFromSeed, publicKeyFromIdentity, verify } from "@qubix/qubic";
import { afterEach, describe, expect, it } from "vitest";
import { HubClient } from "./hub-client.ts";

const keyPair = keyPairFromSeed(createSeed());
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<HubClient> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return new HubClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    network: "devnet",
    keyPair,
  });
}

const json = (response: ServerResponse, status: number, value: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
const bodyOf = async (request: IncomingMessage) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("calls", () => {
  it("are signed over exactly what is sent, with a new nonce for each try", async () => {
    const nonces: string[] = [];
    const hub = await serve(async (request, response) => {
      const body = await bodyOf(request);
      const { identity, time, nonce, signature } = parseAuthorization(request.headers.authorization!);
      const digest = requestDigest({
        network: "devnet",
        origin: request.headers.host!,
        method: request.method!,
        path: request.url!,
        bodyDigest: sha256(body),
        nonce,
        time,
      });
      expect(verify(publicKeyFromIdentity(identity), digest, fromHex(signature))).toBe(true);
      nonces.push(nonce);
      if (nonces.length < 3) json(response, 503, makeProblem("NODE_UNREACHABLE"));
      else json(response, 200, { next: 4 });
    });
    const body = { ephemeral: "00".repeat(32), seq: 0, chunks: ["AAAA"] };
    expect(await hub.call("agentLogs", { params: { key: "ab".repeat(32), attempt: 3 }, body })).toEqual({ next: 4 });
    expect(new Set(nonces).size).toBe(3);
  });

  it("turn problems into errors with code and hint, and don't repeat what can't succeed", async () => {
    let calls = 0;
    const hub = await serve((_, response) => {
      calls += 1;
      json(response, 404, makeProblem("JOB_NOT_FOUND"));
    });
    await expect(hub.call("getJob", { params: { key: "ab".repeat(32) } })).rejects.toMatchObject({
      code: "JOB_NOT_FOUND",
      status: 404,
      hint: "Check the key and the hub.",
    });
    expect(calls).toBe(1);
  });

  it("refuse answers that don't fit, that are no JSON, and hubs that aren't there", async () => {
    const wrong = await serve((_, response) => json(response, 200, { chunks: 5 }));
    await expect(wrong.call("listJobLogs", { params: { key: "ab".repeat(32) } })).rejects.toMatchObject({
      code: "BAD_ANSWER",
    });
    const html = await serve((_, response) => response.writeHead(502).end("<html>"));
    const client = new HubClient({ url: html.url, network: "devnet", attempts: 1 });
    await expect(client.call("getNetwork", {})).rejects.toMatchObject({ code: "HTTP_502" });
    const nobody = new HubClient({ url: "http://127.0.0.1:1", network: "devnet", attempts: 1 });
    await expect(nobody.call("getNetwork", {})).rejects.toMatchObject({ code: "HUB_UNREACHABLE" });
  });
});

describe("answers of a newer hub", () => {
  const key = "ab".repeat(32);
  const answer = (body: object) =>
    serve((_, response) => json(response, 200, { events: [{ seq: 1, time: 1, body }], last: 1 }));

  it("may hold words and kinds of events that are not known here", async () => {
    const params = { key };
    for (const body of [
      { type: "state", state: "pondered" },
      { type: "verdict", juror: 5 },
    ]) {
      const hub = await answer(body);
      expect((await hub.call("listJobEvents", { params })).events[0]!.body).toEqual(body);
    }
  });

  it("must fit otherwise", async () => {
    for (const body of [{ type: "state", state: 5 }, { type: 7 }, { type: "state" }, { type: "log", attempt: "1" }]) {
      const hub = await answer(body);
      await expect(hub.call("listJobEvents", { params: { key } })).rejects.toMatchObject({
        code: "BAD_ANSWER",
      });
    }
  });
});

describe("repeats", () => {
  it("carry the same Idempotency-Key, and wait as long as the hub asks", async () => {
    const keys: unknown[] = [];
    const times: number[] = [];
    const hub = await serve(async (request, response) => {
      await bodyOf(request);
      keys.push(request.headers["idempotency-key"]);
      times.push(performance.now());
      if (keys.length === 1) {
        response.setHeader("retry-after", "1");
        json(response, 409, makeProblem("IDEMPOTENCY_IN_PROGRESS"));
      } else if (keys.length === 2) response.destroy();
      else json(response, 202, { key: "ab".repeat(32), state: "submitted", transactions: [] });
    });
    const call = () =>
      hub.call("cancelJob", { params: { key: "ab".repeat(32) }, body: { transactions: ["00".repeat(200)] } });
    await call();
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(times[1]! - times[0]!).toBeGreaterThan(1_000);
    await call();
    expect(keys[3]).not.toBe(keys[0]);
  });

  it("are not made when the hub asks for too much patience", async () => {
    let calls = 0;
    const hub = await serve((_, response) => {
      calls += 1;
      response.setHeader("retry-after", "3600");
      json(response, 429, makeProblem("RATE_LIMITED"));
    });
    await expect(hub.call("getNetwork", {})).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 3_600_000 });
    expect(calls).toBe(1);
  });
});

it("lists are read page by page, as far as they are wanted", async () => {
  const asked: string[] = [];
  const hub = await serve((request, response) => {
    asked.push(request.url!);
    const cursor = Number(new URL(request.url!, "http://x").searchParams.get("cursor") ?? 0);
    const item = { seq: 0, ...{ id: "a".repeat(60), procedure: `P${cursor}`, tick: 1, state: "sent", updatedAt: 1 } };
    json(response, 200, { items: [item, item], ...(cursor < 2 && { cursor: String(cursor + 1) }) });
  });
  const seen: string[] = [];
  for await (const { procedure } of hub.pages("listTransactions", { query: { state: ["sent", "signed"] } }))
    seen.push(procedure);
  expect(seen).toEqual(["P0", "P0", "P1", "P1", "P2", "P2"]);
  expect(asked[2]).toBe("/api/v1/transactions?state=sent%2Csigned&cursor=2");
  for await (const _ of hub.pages("listTransactions", {})) break;
  expect(asked).toHaveLength(4);
});
