import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { API_PREFIX, routes, sha256Hex } from "@qubix/protocol";
import { openApiDocument } from "@qubix/protocol/openapi";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { TestNet } from "./test-net.ts";

/** The API's manners, on a real hub. Each test is a caller of its own by X-Forwarded-For. */
let net: TestNet;
beforeAll(async () => {
  net = await TestNet.start({
    ocMachine: false,
    hub: {
      trustProxy: 1,
      corsOrigins: ["https://app.example"],
      limits: {
        rate: { readsPerMinute: 60, writesPerMinute: 20 },
        bodyMs: 700,
        upload: { windowMs: 700, bytes: 1_000 },
      },
    },
  });
});
afterAll(() => net?.close());

let address = 0;
/** Calls as somebody new, or as `from`. */
async function call(path: string, init: RequestInit & { from?: string } = {}) {
  const { from = `10.0.${++address >> 8}.${address & 255}`, ...rest } = init;
  const headers = new Headers(rest.headers);
  headers.set("x-forwarded-for", from);
  const response = await fetch(net.url + API_PREFIX + path, { ...rest, headers });
  const text = await response.text();
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
const KEY = "ab".repeat(32);

describe("each answer", () => {
  it("has a request id, the client's own where it is well-formed", async () => {
    const named = await call("/network", { headers: { "x-request-id": "my-request_1" } });
    expect(named.headers.get("x-request-id")).toBe("my-request_1");
    const missing = await call(`/jobs/${KEY}`, { headers: { "x-request-id": 'evil" {}' } });
    expect(missing.body).toMatchObject({ code: "JOB_NOT_FOUND", status: 404 });
    expect(missing.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(missing.headers.get("x-request-id")).toBe(missing.body.requestId);
    expect(missing.headers.get("content-type")).toMatch("application/problem+json");
  });

  it("of a GET has an ETag, and is 304 while nothing changes", async () => {
    const { headers } = await call("/providers");
    const etag = headers.get("etag")!;
    expect(headers.get("cache-control")).toBe("public, no-cache");
    expect(headers.get("vary")).toMatch(/Authorization/);
    const again = await call("/providers", { headers: { "if-none-match": etag } });
    expect([again.status, again.text]).toEqual([304, ""]);
    expect((await call("/providers", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    const head = await call("/providers", { method: "HEAD" });
    expect([head.status, head.text, head.headers.get("etag")]).toEqual([200, "", etag]);
  });

  it("comes in a type that the client takes, or not at all", async () => {
    expect((await call("/network", { headers: { accept: "text/html, */*;q=0.1" } })).status).toBe(200);
    expect((await call("/network", { headers: { accept: "text/html" } })).body).toMatchObject({
      code: "NOT_ACCEPTABLE",
    });
  });
});

describe("what is refused", () => {
  it.each([
    ["an address that is none", "/nothing", {}, 404, "NOT_FOUND"],
    ["a path that tries to leave", "/jobs/..%2f..%2fetc%2fpasswd", {}, 400, "INVALID_REQUEST"],
    ["a broken escape", "/jobs/%E0%A4%A", {}, 400, "INVALID_REQUEST"],
    ["an unknown parameter", "/jobs?states=funded", {}, 400, "INVALID_REQUEST"],
    ["a parameter where there is none", "/network?x=1", {}, 400, "INVALID_REQUEST"],
    ["a parameter twice", "/jobs?limit=1&limit=2", {}, 400, "INVALID_REQUEST"],
    ["a number that is none", "/jobs?limit=0x10", {}, 400, "INVALID_REQUEST"],
    ["a state that is none", "/jobs?state=funded,nothing", {}, 400, "INVALID_REQUEST"],
    ["a cursor that is none", "/jobs?cursor=abc", {}, 400, "INVALID_CURSOR"],
    [
      "a forged cursor",
      `/jobs?cursor=${Buffer.from('["jobs newest",[9e15,"x"]]').toString("base64url")}`,
      {},
      400,
      "INVALID_CURSOR",
    ],
    ["another method", "/network", { method: "DELETE" }, 405, "METHOD_NOT_ALLOWED"],
    ["no body", "/jobs", { method: "POST" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    [
      "another signer's way in",
      "/models",
      { headers: { authorization: "Qubic v1 nonsense" } },
      401,
      "BAD_AUTHORIZATION",
    ],
  ])("%s", async (_, path, init, status, code) => {
    const { status: got, body } = await call(path, init);
    expect([got, body.code]).toEqual([status, code]);
    expect(body.hint).toMatch(/\S/);
  });

  it.each([
    ["another media type", "{}", { "content-type": "text/plain" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    [
      "another character set",
      "{}",
      { "content-type": "application/json; charset=utf-16" },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["a compressed body", "{}", { "content-encoding": "gzip" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["broken JSON", "{", {}, 400, "INVALID_JSON"],
    ["deep JSON", "[".repeat(100_000), {}, 400, "JSON_TOO_DEEP"],
    ["unknown members", { transactions: ["00".repeat(80)], more: 1 }, {}, 400, "INVALID_REQUEST"],
    ["wrong types", { transactions: 5 }, {}, 400, "INVALID_REQUEST"],
    ["a body too large", JSON.stringify("x".repeat(300_000)), {}, 413, "BODY_TOO_LARGE"],
  ])("%s", async (_, body, headers, status, code) => {
    const answer = await post(`/jobs/${KEY}/cancel`, body, headers as Record<string, string>);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it("a chunked body that grows too large, with an answer that arrives", async () => {
    async function* flood() {
      for (let i = 0; i < 40; i++) yield Buffer.alloc(16_384, 32);
    }
    const init = {
      method: "POST",
      body: flood() as never,
      duplex: "half",
      headers: { "content-type": "application/json" },
    };
    expect((await call(`/jobs/${KEY}/cancel`, init as RequestInit)).body).toMatchObject({ code: "BODY_TOO_LARGE" });
  });

  it("tells which methods there are", async () => {
    expect((await call("/jobs", { method: "DELETE" })).headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
    const options = await call("/jobs", { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS, POST"]);
  });
});

describe("clients that are slow or speak no HTTP", () => {
  /** What comes back for these pieces, with a pause after each. */
  async function raw(pieces: string[], pauseMs = 50): Promise<string> {
    const socket = connect(Number(new URL(net.url).port), "127.0.0.1");
    const closed = once(socket, "close");
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("error", () => {});
    for (const piece of pieces) {
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    await closed;
    return answer;
  }
  const head = (method: string, path: string, length: number, type: string) =>
    `${method} ${API_PREFIX}${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

  it("are told so when a body drips", async () => {
    const answer = await raw([head("POST", `/jobs/${KEY}/cancel`, 100, "application/json"), "{", '"', "a"]);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toMatch(/"code":"REQUEST_TIMEOUT"/);
  });

  it("are told so when their headers are too many or no headers at all", async () => {
    expect(await raw([`GET / HTTP/1.1\r\nX: ${"x".repeat(20_000)}\r\n\r\n`])).toMatch(
      /^HTTP\/1.1 431 [\s\S]*HEADERS_TOO_LARGE/,
    );
    expect(await raw(["\x16\x03\x01 this is TLS\r\n\r\n"])).toMatch(/^HTTP\/1.1 400 [\s\S]*INVALID_REQUEST/);
    expect((await call("/network")).status).toBe(200);
  });

  it("are told so when an upload stands still, while a slow one that goes on is taken", async () => {
    const client = net.client(net.requester);
    const content = Buffer.alloc(6_000, 7);
    const sha256 = sha256Hex(content);
    const url = client.address(routes.putBlob, { sha256 });
    const upload = (body: AsyncGenerator<Buffer>) =>
      client.send(routes.putBlob, url, {
        ...{ body: body as never, bodyDigest: sha256, timeoutMs: 20_000 },
        headers: { "content-type": "application/octet-stream", "content-length": "6000" },
      });
    async function* pieces(size: number, pauseMs: number) {
      for (let at = 0; at < content.length; at += size) {
        yield content.subarray(at, at + size);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
    await expect(upload(pieces(100, 300))).rejects.toMatchObject({ code: "REQUEST_TIMEOUT" });
    expect((await upload(pieces(2_000, 400))).status).toBe(201);
  });
});

describe("limits", () => {
  it("hold for an address, are told in headers, and end with the window", async () => {
    const from = "192.0.2.1";
    const first = await call("/network", { from });
    expect(first.headers.get("ratelimit-policy")).toBe('"reads";q=60;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"reads";r=59;t=\d+$/);
    const all = await Promise.all(Array.from({ length: 70 }, () => call("/network", { from })));
    const refused = all.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(11);
    expect(refused[0]!.body).toMatchObject({ code: "RATE_LIMITED" });
    expect(Number(refused[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await call("/network", { from: "192.0.2.2" })).status).toBe(200);
    expect((await call("/nothing", { from })).status).toBe(429);
  });

  it("count a whole IPv6 network as one, and callers by who they are", async () => {
    const all = await Promise.all(
      Array.from({ length: 61 }, (_, i) => call("/network", { from: `2001:db8:1:2::${(i + 1).toString(16)}` })),
    );
    expect(all.filter(({ status }) => status === 429)).toHaveLength(1);
    const client = net.client(net.spare[0]!);
    const url = client.address(routes.getAccount);
    const calls = await Promise.allSettled(
      Array.from({ length: 61 }, () => client.send(routes.getAccount, url, { timeoutMs: 50_000 })),
    );
    const refused = calls.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => reason.code)).toEqual(["RATE_LIMITED"]);
  });
});

describe("pages of other origins", () => {
  it("may call when they are configured, and read what they need", async () => {
    const allowed = await call("/network", { headers: { origin: "https://app.example" } });
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(allowed.headers.get("access-control-expose-headers")).toMatch(/Retry-After/);
    const preflight = { origin: "https://app.example", "access-control-request-method": "POST" };
    const asked = await call("/jobs", { method: "OPTIONS", headers: preflight });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-headers")).toMatch(/Authorization/);
    const other = await call("/network", { headers: { origin: "https://evil.example" } });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
    expect(other.headers.get("vary")).toMatch(/Origin/);
  });
});

describe("an Idempotency-Key", () => {
  const file = readFileSync(new URL("../../../examples/digits/digits.onnx", import.meta.url));
  const manifest = (namespace: string, name: string) => ({
    ...{ version: 1, namespace, name, format: "onnx", license: "MIT", description: "" },
    files: [{ path: "m.onnx", digest: `sha256:${sha256Hex(file)}`, size: file.length }],
    inputs: [{ name: "image", dtype: "float32", shape: ["N", 1, 8, 8] }],
    outputs: [{ name: "digit", dtype: "int64", shape: ["N"] }],
  });
  const publish = async (key: string, name: string, signer = net.spare[1]!) => {
    const client = net.client(signer);
    const bytes = new TextEncoder().encode(JSON.stringify({ manifest: manifest(signer.identity.toLowerCase(), name) }));
    const response = await client.send(routes.publishModel, client.address(routes.publishModel), {
      ...{ body: bytes, bodyDigest: sha256Hex(bytes), timeoutMs: 9_000 },
      headers: { "content-type": "application/json", "idempotency-key": key },
    });
    return { replayed: response.headers.get("idempotency-replayed"), body: await response.json() };
  };

  it("does a thing once, and answers the same to repeats", async () => {
    const key = randomUUID();
    await expect(publish(key, "one")).rejects.toMatchObject({ code: "INPUT_MISSING" });
    await net.client(net.spare[1]!).uploadBlob(new Uint8Array(file));
    const first = await publish(key, "one");
    expect(first.replayed).toBeNull();
    const again = await publish(key, "one");
    expect(again).toEqual({ replayed: "true", body: first.body });
    await expect(publish(key, "two")).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED", status: 422 });
    await net.client(net.spare[2]!).uploadBlob(new Uint8Array(file));
    expect((await publish(key, "three", net.spare[2]!)).replayed).toBeNull();
    await expect(publish("short", "one")).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_INVALID" });
  });

  it("lets one of many at once through", async () => {
    const key = randomUUID();
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => publish(key, "many")));
    const done = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(done.filter(({ replayed }) => replayed === null)).toHaveLength(1);
    const refused = all.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    for (const error of refused) expect(error).toMatchObject({ code: "IDEMPOTENCY_IN_PROGRESS", retryAfterMs: 1_000 });
  });
});

describe("lists", () => {
  const keys: string[] = [];
  beforeAll(async () => {
    for (let i = 0; i < 3; i++) keys.push(await net.submit());
    for (const key of keys) await net.until(key, ({ state }) => state !== "submitted");
  });

  it("go on by links, from newest to oldest, and refuse cursors of another order", async () => {
    const first = await call("/jobs?limit=2&kind=wasm");
    expect(first.body.items).toHaveLength(2);
    const [, next] = /<([^>]+)>; rel="next"/.exec(first.headers.get("link")!)!;
    expect(first.headers.get("link")).toMatch(`<${API_PREFIX}/jobs?limit=2&kind=wasm>; rel="first"`);
    const second = await call(next!.slice(API_PREFIX.length));
    expect(second.body.items).toHaveLength(1);
    expect(second.headers.get("link")).not.toMatch(/next/);
    const seen = [...first.body.items, ...second.body.items].map(({ key }) => key);
    expect(seen).toEqual(keys.toReversed());
    const other = await call(`/jobs?sort=oldest&cursor=${first.body.cursor}`);
    expect(other.body).toMatchObject({ code: "INVALID_CURSOR" });
  });

  it("show what is asked for, all in their own shapes", async () => {
    const client = net.client(net.requester);
    const created = await client.call("listTransactions", { query: { procedure: "CreateJob", limit: 1 } });
    expect(created.items).toMatchObject([{ procedure: "CreateJob", jobKey: expect.any(String) }]);
    expect((await client.call("listTransactions", { query: { job: keys[0]! } })).items.length).toBeGreaterThan(0);
    const { events, last } = await client.call("listEvents", { query: { type: ["JobCreated"], job: keys[0]! } });
    expect(events).toMatchObject([{ type: "JobCreated", key: keys[0] }]);
    expect(BigInt(last!)).toBeGreaterThanOrEqual(BigInt(events[0]!.seq));
    expect((await client.call("listEvents", { query: { after: last! } })).events).toEqual([]);
    expect((await client.call("listReceipts", {})).items).toEqual([]);
    expect((await client.call("listAttempts", { query: { state: ["reserved"] } })).items).toEqual([]);
    expect((await client.call("listMachines", { query: { online: true } })).items).toEqual([]);
    expect((await client.call("listModels", { query: { sort: "newest" } })).items.length).toBeGreaterThan(0);
    expect((await client.call("listProviders", { query: { sort: "stake" } })).items).toEqual([]);
  });

  it("are summed up", async () => {
    const client = net.client(net.requester);
    const stats = await client.call("getStatistics", {});
    expect(stats.jobs).toMatchObject({ submitted: 3, settled: 0 });
    expect(BigInt(stats.now.locked)).toBeGreaterThan(0n);
    const series = await client.call("getStatisticsSeries", { query: { bucket: "minute" } });
    expect(series.items.reduce((sum, { submitted }) => sum + submitted, 0)).toBe(3);
    await vi.waitFor(async () => {
      const network = await client.call("getNetworkStatistics", {});
      expect(network).toMatchObject({ hubs: 1, providers: 0, jobs: { created: "3", live: 3 } });
      const { now } = await client.call("getStatistics", {});
      expect(network.totals.escrow).toBe(now.locked);
    }, 20_000);
    expect((await call("/stats?from=5&to=5")).body.code).toBe("INVALID_REQUEST");
    expect((await call("/stats/series?bucket=minute&from=0&to=99999999999")).body.code).toBe("INVALID_REQUEST");
  });
});

it("the hub describes itself, without anything from elsewhere", async () => {
  const document = await call("/openapi.json");
  expect(document.body).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  const page = await call("/docs", { headers: { accept: "text/html" } });
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.text).toMatch("/api/v1/jobs/{key}");
  expect(page.text).not.toMatch(/<script|https?:\/\/(?!example\.org)|\bundefined\b/);
});
