import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTracer } from "./open-tracer.ts";
import { spanPlaceOf, traceparentOf } from "./traceparent.ts";

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  status: { code?: number; message?: string };
  attributes: { key: string; value: Record<string, unknown> }[];
}

/** The other end: an OTLP/HTTP receiver. */
let collector: Server;
let spans: OtlpSpan[];
let traces: { url: string; ratio: number };

beforeEach(async () => {
  spans = [];
  collector = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = JSON.parse(Buffer.concat(parts).toString());
    for (const resource of body.resourceSpans)
      for (const scope of resource.scopeSpans) spans.push(...(scope.spans as OtlpSpan[]));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  traces = { url: `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`, ratio: 1 };
});
afterEach(() => new Promise((resolve) => collector.close(resolve)));

const own = { service: "hub", version: "1", instance: "here:1" };
const open = (ratio = 1) =>
  openTracer({ ...traces, ratio }, own, (error) => {
    throw error;
  });

test("spans hang below the one they are given, across tracers", async () => {
  const [hub, agent] = [await open(), await open()];
  const root = hub.start("submit", { attributes: { "qubix.job_key": "ab" }, kind: "server" });
  const child = agent.start("run", { parent: root.traceparent });
  child.end();
  root.end(new Error("no such passphrase: hunter2hunter2"));
  await hub.close();
  await agent.close();
  const [submit, run] = ["submit", "run"].map((name) => spans.find((span) => span.name === name)!);
  expect(run!.traceId).toBe(submit!.traceId);
  expect(run!.parentSpanId).toBe(submit!.spanId);
  expect(submit!.parentSpanId ?? "").toBe("");
  expect(submit!.attributes).toEqual([{ key: "qubix.job_key", value: { stringValue: "ab" } }]);
  expect(submit!.status.code).toBe(2);
  expect(JSON.stringify(spans)).not.toContain("hunter2");
});

test("what is not sampled stays so, all the way down", async () => {
  const tracer = await open(0);
  const root = tracer.start("submit");
  expect(spanPlaceOf(root.traceparent)?.sampled).toBe(false);
  const child = tracer.start("run", { parent: root.traceparent });
  expect(child.traceparent).toBe(root.traceparent);
  child.end();
  root.end();
  await tracer.close();
  expect(spans).toEqual([]);
});

test("a stranger may name the trace, not decide that it is recorded", async () => {
  const stranger = traceparentOf({ traceId: "a".repeat(32), spanId: "b".repeat(16), sampled: true });
  const [none, all] = [await open(0), await open(1)];
  expect(spanPlaceOf(none.start("submit", { parent: stranger, decide: true }).traceparent)).toMatchObject({
    traceId: "a".repeat(32),
    sampled: false,
  });
  all.start("submit", { parent: stranger.replace(/01$/, "00"), decide: true }).end();
  await Promise.all([none.close(), all.close()]);
  expect(spans).toMatchObject([{ traceId: "a".repeat(32), parentSpanId: "b".repeat(16) }]);
});

test("one that is off loads nothing, and hands on what it was given", async () => {
  const off = await openTracer(undefined, own, () => {});
  expect(off.on).toBe(false);
  const parent = traceparentOf({ traceId: "a".repeat(32), spanId: "b".repeat(16), sampled: true });
  expect(off.start("run", { parent }).traceparent).toBe(parent);
  expect(off.start("submit", { parent, decide: true }).traceparent).toBeUndefined();
});

test("only what W3C describes is taken for a place in a trace", () => {
  const good = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  expect(spanPlaceOf(good)).toEqual({ traceId: "a".repeat(32), spanId: "b".repeat(16), sampled: true });
  for (const bad of [
    undefined,
    "",
    `01${good.slice(2)}`,
    `${good}-x`,
    good.replace(/a/g, "0"),
    good.replace(/b/g, "0"),
    good.toUpperCase(),
  ])
    expect(spanPlaceOf(bad)).toBeUndefined();
});
