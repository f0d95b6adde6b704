import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestNet } from "./test-net.ts";

const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};

/** A hub that has just started may not have heard of a node yet. */
async function untilReady(url: string): Promise<{ ready: boolean; checks: Record<string, string> }> {
  for (;;) {
    const { status, body } = await get(`${url}/readyz`);
    if (status === 200) return body;
  }
}

describe("a hub's health", () => {
  let net: TestNet;
  beforeAll(async () => {
    net = await TestNet.start({ hub: { observe: { metrics: { port: 0 }, drainMs: 1 } } });
  }, 120_000);
  afterAll(() => net?.close());
  const addresses = () => [net.url, net.hub!.metricsUrl!];

  it("is told beside the API and beside the metrics, and metrics not on the API", async () => {
    for (const url of addresses()) {
      expect(await get(`${url}/healthz`)).toEqual({ status: 200, body: { alive: true } });
      const { checks, ready } = await untilReady(url);
      expect(ready).toBe(true);
      expect(checks).toMatchObject({ database: "ok", chain: "ok" });
    }
    expect((await fetch(`${net.url}/metrics`)).status).toBe(404);
    let metrics = "";
    // What lies in database and contract is counted a moment after the start.
    while (!/^qubix_money_bond_qu 500000000$/m.test(metrics))
      metrics = await (await fetch(`${net.hub!.metricsUrl}/metrics`)).text();
    expect(metrics).toContain('qubix_leader{role="watcher"} 1');
    expect(metrics).toMatch(/^qubix_chain_tick [1-9]\d+$/m);
    expect(metrics).toContain('qubix_api_requests_total{route="none",status="404"} 1');
    expect(metrics).not.toContain("healthz");
  });

  it("is bad while it ends, though requests are still answered", async () => {
    await net.hub!.drain();
    for (const url of addresses()) {
      const { status, body } = await get(`${url}/readyz`);
      expect({ status, ready: body.ready, process: body.checks.process }).toEqual({
        status: 503,
        ready: false,
        process: "it is shutting down",
      });
      expect((await get(`${url}/healthz`)).status).toBe(200);
    }
    expect((await get(`${net.url}/api/v1/network`)).status).toBe(200);
  });
});

describe("SIGTERM", () => {
  let net: TestNet;
  beforeAll(async () => {
    net = await TestNet.start({ process: true, hub: { observe: { drainMs: 5_000 } } });
  }, 120_000);
  afterAll(() => net?.close());

  it("lets the balancer look away first, then ends with what was asked answered", async () => {
    await untilReady(net.url);
    const ended = once(net.child!, "exit");
    net.child!.kill("SIGTERM");
    let last: { status: number; body: { ready: boolean } } | undefined;
    while (last?.status !== 503) last = await get(`${net.url}/readyz`);
    expect((await get(`${net.url}/api/v1/network`)).status).toBe(200);
    expect(await ended).toEqual([0, null]);
    net.child = undefined;
    await expect(fetch(`${net.url}/healthz`)).rejects.toThrow();
  });
});
