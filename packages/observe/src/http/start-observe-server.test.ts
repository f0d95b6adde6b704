import { Counter } from "prom-client";
import { afterEach, expect, test } from "vitest";
import { Health } from "../health/health.ts";
import { processRegistry } from "../metrics/process-registry.ts";
import { type ObserveServer, startObserveServer } from "./start-observe-server.ts";

let server: ObserveServer;
afterEach(() => server.close());

async function start(health: Health, refresh = () => {}) {
  const registry = processRegistry("hub", "1.2.3");
  server = await startObserveServer({ host: "127.0.0.1", port: 0 }, { registry, health, refresh });
  return registry;
}

const get = async (path: string) => {
  const response = await fetch(server.url + path);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
};

test("tells metrics, fresh ones", async () => {
  const registry = await start(new Health({}), () => counter.inc());
  const counter = new Counter({ name: "looks_total", help: "Looks.", registers: [registry] });
  await get("/metrics");
  const { status, type, text } = await get("/metrics");
  expect(status).toBe(200);
  expect(type).toContain("text/plain");
  expect(text).toContain("looks_total 2\n");
  expect(text).toContain('qubix_build_info{service="hub",version="1.2.3"');
  expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
  expect(text).toContain("process_resident_memory_bytes");
});

test("is ready when all checks pass, and names what is wrong", async () => {
  const health = new Health({
    database: () => undefined,
    chain: () => "no node answers",
    redis: async () => {
      throw new Error("redis://:hunter2@cache is gone");
    },
  });
  await start(health);
  expect(JSON.parse((await get("/readyz")).text)).toEqual({
    ready: false,
    checks: { database: "ok", chain: "no node answers", redis: "it does not answer" },
  });
  expect((await get("/readyz")).status).toBe(503);
  expect((await get("/healthz")).status).toBe(200);
});

test("is not ready while it ends, and alive all the same", async () => {
  const health = new Health({ database: () => undefined });
  await start(health);
  expect(await get("/readyz")).toMatchObject({ status: 200, text: '{"ready":true,"checks":{"database":"ok"}}\n' });
  health.drain();
  expect(await get("/readyz")).toMatchObject({ status: 503 });
  expect((await get("/readyz")).text).toContain("it is shutting down");
  expect((await get("/healthz")).status).toBe(200);
});

test("a check that hangs is one that fails", async () => {
  await start(new Health({ database: () => new Promise<undefined>(() => {}) }));
  expect(JSON.parse((await get("/readyz")).text).checks).toEqual({ database: "no answer within 3 s" });
});

test("answers nothing else", async () => {
  await start(new Health({}));
  expect((await get("/")).status).toBe(404);
  expect((await fetch(`${server.url}/metrics`, { method: "POST" })).status).toBe(404);
});
