import { connect, type Socket } from "node:net";
import { HubClient } from "@qubix/client";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventStream } from "./event-stream.ts";
import { Listener, LiveHub, progress, upTo } from "./live-hub.ts";

const WAIT = { timeout: 30_000 };
/** Larger than what the kernel's buffers of a connection hold. */
const FLOOD = { events: 800, bytes: 16 * 1024 };
let hub: LiveHub;
afterAll(() => hub.close());

/** A hub with limits of its own, instead of the one before. */
async function restart(...config: Parameters<typeof LiveHub.start>): Promise<void> {
  await hub?.close();
  hub = await LiveHub.start(...config);
}

/** Puts much more into a job's feed than a reader who does not read can be sent. */
async function flood(key: string): Promise<number> {
  const body = { type: "transaction", id: "x".repeat(60), state: "sent", tick: 1 } as const;
  const large = { ...body, procedure: "y".repeat(FLOOD.bytes) };
  for (let i = 0; i < FLOOD.events; i += 50) await hub.store.jobs.appendEvents(key, Array(50).fill(large));
  return 1 + FLOOD.events;
}

describe("a reader that does not read", () => {
  beforeAll(() => restart({ bufferBytes: 64 * 1024, pingMs: 1_500 }));

  it("is cut off, disturbs nobody, and goes on later without loss", async () => {
    const key = await hub.job();
    const slow = (await Listener.open(hub.url)).follow(key);
    await expect.poll(() => slow.numbers(key), WAIT).toEqual([1]);
    slow.socket.pause();
    const quick = (await Listener.open(hub.url)).follow(key);
    const last = await flood(key);
    await expect.poll(() => quick.numbers(key).at(-1), { timeout: 60_000 }).toBe(last);
    expect(quick.numbers(key)).toEqual(upTo(last));
    const cut = await gauge(hub, "qubix_live_dropped_total", 'reason="too-slow"');
    await expect.poll(cut, WAIT).toBe(1);
    slow.socket.resume();
    await expect.poll(() => slow.closed, WAIT).toBeDefined();
    const seen = slow.numbers(key);
    expect(seen.length).toBeLessThan(last);
    const again = (await Listener.open(hub.url)).follow(key, seen.at(-1));
    await expect.poll(() => again.numbers(key).at(-1), { timeout: 60_000 }).toBe(last);
    expect([...seen, ...again.numbers(key)]).toEqual(upTo(last));
    for (const { socket } of [quick, again]) socket.close();
  }, 240_000);

  it("is cut off from a stream too, and goes on by Last-Event-ID", async () => {
    const key = await hub.job();
    const stream = await EventStream.open(`${hub.url}/api/v1/jobs/${key}/stream`);
    await expect.poll(() => stream.ids, WAIT).toEqual([1]);
    stream.pause();
    const last = await flood(key);
    await expect.poll(await gauge(hub, "qubix_live_dropped_total", 'reason="too-slow"'), WAIT).toBe(2);
    stream.resume();
    await expect.poll(() => stream.ended, WAIT).toBe(true);
    const seen = stream.ids;
    expect(seen.length).toBeLessThan(last);
    const again = await EventStream.open(`${hub.url}/api/v1/jobs/${key}/stream`, {
      "last-event-id": String(seen.at(-1)),
    });
    await expect.poll(() => again.ids.at(-1), { timeout: 60_000 }).toBe(last);
    expect([...seen, ...again.ids]).toEqual(upTo(last));
    again.close();
  }, 240_000);
});

describe("connections that are of no use", () => {
  it("end: who does not answer, who follows nothing, who is too old, who has signed out", async () => {
    await restart({ pingMs: 300, maxAgeMs: 2_500 });
    const key = await hub.job();
    const silent = await halfOpen(hub.url);
    const idle = await Listener.open(hub.url);
    const useful = (await Listener.open(hub.url)).follow(key);
    const keyPair = keyPairFromSeed(createSeed());
    const client = new HubClient({ url: hub.url, network: "devnet", keyPair });
    const apiKey = await client.call("createApiKey", { body: { name: "test", scopes: ["account:read", "jobs:read"] } });
    const program = await Listener.open(hub.url, { headers: { authorization: `Bearer ${apiKey.key}` } });
    program.follow(key);
    const { ticket } = await client.call("createTicket", {});
    const known = (await Listener.open(hub.url, {}, `?ticket=${ticket}`)).follow(key);
    await client.call("revokeApiKey", { params: { id: apiKey.id } });
    await expect.poll(() => program.closed?.code, WAIT).toBe(4401);
    await expect.poll(() => silent.closed, WAIT).toBe(true);
    await expect.poll(() => idle.closed, WAIT).toEqual({ code: 1008, reason: "nothing is subscribed" });
    await expect.poll(() => known.closed?.code, WAIT).toBe(4401);
    await hub.store.jobs.appendEvents(key, [progress(1)]);
    await expect.poll(() => useful.numbers(key), WAIT).toEqual([1, 2]);
    useful.socket.close();
  });

  it("are refused when there are too many, in all or from one address, and welcome when others have left", async () => {
    await restart({ maxConnections: 3, maxConnectionsPerAddress: 2 }, { trustProxy: 1 });
    const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
    const first = [await Listener.open(hub.url, from("192.0.2.1")), await Listener.open(hub.url, from("192.0.2.1"))];
    await expect(Listener.open(hub.url, from("192.0.2.1"))).rejects.toThrow("503");
    // What the client itself claims beyond the trusted proxy does not count.
    await expect(Listener.open(hub.url, from("198.51.100.9, 192.0.2.1"))).rejects.toThrow("503");
    const second = await Listener.open(hub.url, from("2001:db8::1"));
    await expect(Listener.open(hub.url, from("192.0.2.3"))).rejects.toThrow("503");
    const stream = await fetch(`${hub.url}/api/v1/network/stream`, { headers: { "x-forwarded-for": "192.0.2.4" } });
    expect(stream.status).toBe(503);
    expect(await stream.json()).toMatchObject({ code: "TOO_MANY_CONNECTIONS" });
    first[0]!.socket.close();
    await expect
      .poll(
        () =>
          Listener.open(hub.url, from("192.0.2.3")).then(
            () => true,
            () => false,
          ),
        WAIT,
      )
      .toBe(true);
    for (const { socket } of [...first, second]) socket.close();
  });
});

describe("a hub that goes away", () => {
  it("says when to come back, each to another time", async () => {
    await restart();
    const key = await hub.job();
    const listeners = await Promise.all(Array.from({ length: 5 }, () => Listener.open(hub.url)));
    for (const listener of listeners) listener.follow(key);
    const stream = await EventStream.open(`${hub.url}/api/v1/jobs/${key}/stream`);
    for (const listener of listeners) await expect.poll(() => listener.numbers(key), WAIT).toEqual([1]);
    await hub.hubs.shift()!.close();
    for (const { closed } of listeners) expect(closed).toEqual({ code: 1001, reason: "the hub is shutting down" });
    const times = listeners.map((listener) => listener.of("closing")[0]!.retryMs);
    expect(new Set(times).size).toBeGreaterThan(1);
    await expect.poll(() => stream.ended, WAIT).toBe(true);
    expect(stream.retries.at(-1)).toBeGreaterThanOrEqual(500);
  });
});

/** What a metric of the hub's process says. */
async function gauge(of: LiveHub, name: string, label: string): Promise<() => Promise<number>> {
  const { metricsUrl } = of.hubs[0]!;
  return async () => {
    const text = await fetch(`${metricsUrl}/metrics`).then((response) => response.text());
    return Number(new RegExp(`^${name}\\{[^}]*${label}[^}]*\\} (\\S+)$`, "m").exec(text)?.[1] ?? 0);
  };
}

/** A client that shakes hands and then says and answers nothing. */
async function halfOpen(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.write(
    "GET /api/v1/live HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n" +
      "sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );
  await new Promise((resolve) => socket.once("data", resolve));
  socket.resume();
  return socket;
}
