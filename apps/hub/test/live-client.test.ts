import { connect, createServer, type Server, type Socket } from "node:net";
import { HubClient, HubSession, type LiveNews, memoryTokens, signIn, waitForJob } from "@qubix/client";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveHub, progress, sent, upTo } from "./live-hub.ts";

const WAIT = { timeout: 30_000 };
let hub: LiveHub;
beforeAll(async () => {
  hub = await LiveHub.start();
});
afterAll(() => hub.close());

/** Follows a job or an account until it is stopped. */
function gather(client: HubClient, channel: Parameters<HubClient["live"]["follow"]>[0], from?: number) {
  const news: LiveNews[] = [];
  const stop = new AbortController();
  const done = (async () => {
    const options = { signal: stop.signal, ...(from !== undefined && { from }) };
    for await (const item of client.live.follow(channel, options)) news.push(item);
  })();
  const numbers = () =>
    news.flatMap((item) => (item.type === "job-event" || item.type === "account-event" ? [item.event.seq] : []));
  return { news, numbers, done, stop: () => stop.abort() };
}

/** A way to the hub that can be cut, and that may not let WebSockets through. */
class Way {
  readonly sockets = new Set<Socket>();
  #server!: Server;
  url!: string;

  static async open(to: string, { webSockets = true } = {}): Promise<Way> {
    const way = new Way();
    const { hostname, port } = new URL(to);
    way.#server = createServer((from) => {
      const onward = connect(Number(port), hostname);
      for (const [one, other] of [
        [from, onward],
        [onward, from],
      ] as const) {
        way.sockets.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          way.sockets.delete(one);
          other.destroy();
        });
      }
      onward.pipe(from);
      from.on("data", (bytes) => {
        const text = bytes.toString("latin1");
        if (!webSockets && /upgrade: websocket/i.test(text))
          from.end("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        else onward.write(bytes);
      });
    });
    await new Promise<void>((resolve) => way.#server.listen(0, "127.0.0.1", resolve));
    way.url = `http://127.0.0.1:${(way.#server.address() as { port: number }).port}`;
    return way;
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe.each([
  { over: "a WebSocket", webSockets: true },
  { over: "server-sent events, where WebSockets do not get through", webSockets: false },
])("following over $over", ({ webSockets }) => {
  it("goes on where it was, however often the connection breaks", async () => {
    const way = await Way.open(hub.url, { webSockets });
    const client = new HubClient({ url: way.url, network: "devnet" });
    const key = await hub.job();
    const follower = gather(client, { channel: "job", key });
    await expect.poll(follower.numbers, WAIT).toEqual([1]);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 7; i++) await hub.store.jobs.appendEvents(key, [progress(i)]);
      way.cut();
      await hub.store.jobs.appendEvents(key, [progress(1), progress(2)]);
      await expect.poll(follower.numbers, WAIT).toEqual(upTo(1 + 9 * (round + 1)));
    }
    expect(follower.news.filter(({ type }) => type === "subscribed").length).toBeGreaterThan(1);
    follower.stop();
    await follower.done;
    await expect.poll(() => way.sockets.size, WAIT).toBe(0);
    await way.close();
  });

  it("says what the hub refuses", async () => {
    const way = await Way.open(hub.url, { webSockets });
    const client = new HubClient({ url: way.url, network: "devnet" });
    const follower = gather(client, { channel: "job", key: "00".repeat(32) });
    await expect(follower.done).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    await way.close();
  });

  it("lets a job be waited for", async () => {
    const way = await Way.open(hub.url, { webSockets });
    const client = new HubClient({ url: way.url, network: "devnet" });
    const key = await hub.job();
    const states: string[] = [];
    const waiting = waitForJob(client, key, {
      until: "settled",
      timeoutMs: 30_000,
      pollMs: 25_000, // so that only the live channel can be quick
      onChange: ({ state }) => states.push(state),
    });
    await expect.poll(() => states, WAIT).toEqual(["submitted"]);
    await hub.store.jobs.change(key, 1, { state: "failed", closeReason: "dropped" });
    expect(await waiting).toMatchObject({ state: "failed", closeReason: "dropped" });
    await way.close();
  });
});

describe("a client through which somebody else speaks than when it connected", () => {
  it("follows in the new name, and goes on where it was", async () => {
    const keyPair = keyPairFromSeed(createSeed());
    const key = await hub.job({ requester: keyPair.identity });
    const tokens = memoryTokens();
    const session = new HubSession({ url: hub.url, network: "devnet" }, tokens);
    const client = new HubClient({ url: hub.url, network: "devnet", session });
    const job = gather(client, { channel: "job", key });
    await expect.poll(job.numbers, WAIT).toEqual([1]);
    const refused = gather(client, { channel: "account", identity: keyPair.identity }, 0);
    await expect(refused.done).rejects.toMatchObject({ code: "UNSIGNED" });

    tokens.save(await signIn({ url: hub.url, network: "devnet" }, keyPair, "test"));
    client.live.renew();
    const account = gather(client, { channel: "account", identity: keyPair.identity }, 0);
    // The job, and the sign-in itself.
    await expect.poll(account.numbers, WAIT).toEqual([1, 2]);
    await hub.store.jobs.appendEvents(key, [sent(1)]);
    await expect.poll(job.numbers, WAIT).toEqual([1, 2]);
    await expect.poll(account.numbers, WAIT).toEqual([1, 2, 3]);
    for (const follower of [job, account]) {
      follower.stop();
      await follower.done;
    }
  });
});

describe("several followers of one client", () => {
  it("share a connection, each from its own number", async () => {
    const keyPair = keyPairFromSeed(createSeed());
    const client = new HubClient({ url: hub.url, network: "devnet", keyPair });
    const keys = await Promise.all(Array.from({ length: 5 }, () => hub.job({ requester: keyPair.identity })));
    for (const key of keys) await hub.store.jobs.appendEvents(key, [sent(1), progress(1)]);
    const followers = keys.map((key, i) => gather(client, { channel: "job", key }, i % 4));
    const account = gather(client, { channel: "account", identity: keyPair.identity }, 0);
    for (const [i, follower] of followers.entries())
      await expect.poll(follower.numbers, WAIT).toEqual(upTo(3, 1 + (i % 4)));
    await expect.poll(account.numbers, WAIT).toEqual(upTo(10));
    for (const follower of [...followers, account]) {
      follower.stop();
      await follower.done;
    }
  });
});
