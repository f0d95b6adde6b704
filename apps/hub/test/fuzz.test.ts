import { randomInt } from "node:crypto";
import { Agent } from "node:http";
import { connect } from "node:net";
import { API_PREFIX, type Route, routes, sha256Hex } from "@qubix/protocol";
import { type OpenApiDocument, type Operation, openApiDocument } from "@qubix/protocol/openapi";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FuzzRequest, requestArbitraries } from "./fuzz/request-arbitrary.ts";
import { type FuzzAnswer, sendFuzz } from "./fuzz/send-fuzz.ts";
import { TestNet } from "./test-net.ts";

/** FUZZ_MS makes it longer, FUZZ_SEED repeats a run. */
const TIME_MS = Number(process.env.FUZZ_MS ?? 30_000);
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
const MUCH = 1_000_000_000;

let net: TestNet;
let agent: Agent;
let base: URL;
const document: OpenApiDocument = openApiDocument();
const operations = new Map(
  Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((one) => [one.operationId, one] as const),
  ),
);

beforeAll(async () => {
  const rate = { readsPerMinute: MUCH, writesPerMinute: MUCH, agentCallsPerMinute: MUCH, addressPerMinute: MUCH };
  net = await TestNet.start({ ocMachine: false, hub: { trustProxy: 1, limits: { rate }, logLevel: "error" } });
  agent = new Agent({ keepAlive: true, maxSockets: 16 });
  base = new URL(net.url);
});
afterAll(async () => {
  agent?.destroy();
  await net?.close();
});

/** What this hub has, for requests that find something. */
async function worldOf() {
  const key = await net.submit();
  await net.until(key, ({ state }) => state !== "submitted");
  const { items } = await net.client(net.requester).call("listTransactions", {});
  const blob = await net.client(net.requester).uploadBlob(new Uint8Array([1, 2, 3]));
  const known = new Map([
    ["^[0-9a-f]{64}$", [key, blob.slice(7), "00".repeat(32)]],
    ["^[A-Z]{60}$", [net.requester.identity, net.owner.identity, "A".repeat(60)]],
    ["^[a-z]{60}$", items.map(({ id }) => id)],
    ["^sha256:[0-9a-f]{64}$", [blob]],
  ]);
  return { schemas: document.components.schemas, known };
}

async function send(one: FuzzRequest): Promise<FuzzAnswer> {
  const path = one.path.startsWith("/") ? one.path : `/${one.path}`;
  const headers = { ...one.headers };
  if (one.signer !== undefined && headers.authorization === undefined) {
    const signer = [net.requester, net.spare[0]!, net.owner][one.signer]!;
    const url = Object.assign(new URL(net.url), { pathname: path.split("?")[0]!, search: path.split("?")[1] ?? "" });
    const authorization = await net
      .client(signer)
      .authorization(one.method, url, sha256Hex(one.body ?? new Uint8Array(0)));
    headers.authorization = authorization!;
  }
  return sendFuzz(base, agent, { ...one, path, headers });
}

/** Why an answer is not what the document promises; nothing when it is. */
function complaint(one: FuzzRequest, answer: FuzzAnswer): string | undefined {
  const operation = operations.get(one.operation)!;
  const route = routes[one.operation as keyof typeof routes] as Route;
  if (!answer.requestId) return "it has no X-Request-Id";
  if (answer.status < 400) {
    if (answer.status === 304 || (answer.status === 206 && route.response === "binary")) return undefined;
    // Odd paths may lead to other routes: /jobs/. is /jobs for nobody but a proxy, /jobs/x/cancel is another's.
    if (answer.status !== route.status) return `status ${answer.status} is not documented`;
    if (typeof route.response !== "object" || one.method === "HEAD") return undefined;
    const parsed = route.response.safeParse(JSON.parse(answer.text));
    return parsed.success ? undefined : `the answer has another shape: ${parsed.error.issues[0]?.message}`;
  }
  if (one.method === "HEAD") return isDocumented(operation, answer.status) ? undefined : `status ${answer.status}`;
  if (!answer.type.startsWith("application/problem+json")) return `an error of type ${answer.type}`;
  const problem = JSON.parse(answer.text) as { code: string; status: number; requestId: string; hint: string };
  if (problem.status !== answer.status || problem.requestId !== answer.requestId)
    return "the problem is of another answer";
  if (/\bat \S.*\.[tj]s:\d|node_modules|Failed query|PGlite/.test(answer.text)) return "it tells too much";
  if (problem.code === "INTERNAL") return "INTERNAL";
  if (["NOT_FOUND", "METHOD_NOT_ALLOWED"].includes(problem.code)) return undefined;
  return operation["x-problems"].includes(problem.code)
    ? undefined
    : `${problem.code} is not documented for ${one.operation}`;
}

const isDocumented = (operation: Operation, status: number) =>
  operation.responses[status] !== undefined || status === 404 || status === 405;

describe("requests made from the OpenAPI document", () => {
  it(`are answered as documented, and the hub lives on (FUZZ_SEED=${SEED})`, {
    timeout: TIME_MS + 120_000,
  }, async () => {
    const world = await worldOf();
    const before = process.getActiveResourcesInfo().length;
    const seen = new Map<string, number>();
    /** One example of each kind: a run finds them all. */
    const complaints = new Map<string, object>();
    const pending = new Set<Promise<void>>();
    let sent = 0;

    async function check(one: FuzzRequest): Promise<void> {
      const answer = await send(one);
      sent++;
      seen.set(`${one.operation} ${answer.status}`, (seen.get(`${one.operation} ${answer.status}`) ?? 0) + 1);
      const wrong = complaint(one, answer);
      if (wrong === undefined) return;
      const { operation, method, path, headers, signer, body } = one;
      const text = { answer: `${answer.status} ${answer.text.slice(0, 600)}`, body: body?.toString().slice(0, 600) };
      complaints.set(`${operation}: ${wrong}`, { method, path, headers, signer, ...text });
    }
    async function checkAll(requests: readonly FuzzRequest[]): Promise<void> {
      const all = requests.map(check);
      for (const one of all) pending.add(one);
      await Promise.all(all);
      for (const one of all) pending.delete(one);
    }

    const each = requestArbitraries(document, world);
    for (const arbitrary of each) await checkAll(fc.sample(arbitrary, { seed: SEED, numRuns: 4 }));
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(...each), { minLength: 1, maxLength: 8 }), checkAll), {
      ...{ seed: SEED, numRuns: MUCH, interruptAfterTimeLimit: TIME_MS, markInterruptAsFailure: false },
    });
    // When the time is over, the last requests are still under way.
    await Promise.all(pending);
    console.error(`fuzz: ${sent} requests, ${seen.size} kinds of answers, FUZZ_SEED=${SEED}`);
    expect(Object.fromEntries(complaints)).toEqual({});
    for (const name of operations.keys())
      expect(
        [...seen.keys()].some((kind) => kind.startsWith(`${name} `)),
        name,
      ).toBe(true);
    expect(await net.client(net.requester).call("getNetwork", {})).toMatchObject({ hub: { slot: net.hubSlot } });
    agent.destroy();
    await expect.poll(() => process.getActiveResourcesInfo().length, { timeout: 20_000 }).toBeLessThan(before + 40);
    const later = await net.submit();
    await net.until(later, ({ state }) => state !== "submitted");
  });

  it.each([
    ["a header that splits", `GET ${API_PREFIX}/network HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\nSet-Cookie: b\r\n\r\n`],
    ["two lengths", `POST ${API_PREFIX}/jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}`],
    [
      "a length and chunks",
      `POST ${API_PREFIX}/jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "a chunk that is none",
      `POST ${API_PREFIX}/jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    ],
    ["NUL in the path", `GET ${API_PREFIX}/jobs/\u0000 HTTP/1.1\r\nHost: x\r\n\r\n`],
    ["no host", `GET ${API_PREFIX}/network HTTP/1.1\r\n\r\n`],
    [
      "another host's address",
      `GET http://evil.example${API_PREFIX}/network HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    ],
    ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n"],
    ["an unknown method", `BREW ${API_PREFIX}/network HTTP/1.1\r\nHost: x\r\n\r\n`],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    [
      "an upgrade to nothing",
      `GET ${API_PREFIX}/network HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    ],
  ])("by hand, %s, are refused or answered, and the hub lives on", async (_, text) => {
    const socket = connect(Number(base.port), base.hostname);
    const answer = await new Promise<string>((resolve) => {
      let received = "";
      socket.on("data", (data) => {
        received += data;
        setTimeout(() => socket.destroy(), 200);
      });
      socket.on("error", () => {});
      socket.on("close", () => resolve(received));
      socket.write(Buffer.from(text, "latin1"));
    });
    if (answer !== "") expect(answer).toMatch(/^HTTP\/1\.1 [1-4]\d\d /);
    expect(answer).not.toMatch(/Set-Cookie: b/i);
    expect((await fetch(`${net.url}${API_PREFIX}/network`)).status).toBe(200);
  });
});
