import { randomInt } from "node:crypto";
import { connect } from "node:net";
import { HubClient } from "@qubix/client";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventStream } from "./event-stream.ts";
import { Listener, LiveHub, progress, sent, upTo } from "./live-hub.ts";

const WAIT = { timeout: 20_000 };
let hub: LiveHub;
beforeAll(async () => {
  hub = await LiveHub.start({ maxSubscriptions: 8, bufferBytes: 64 * 1024 });
});
afterAll(() => hub.close());

const clientOf = (keyPair = keyPairFromSeed(createSeed())) => ({
  identity: keyPair.identity,
  client: new HubClient({ url: hub.url, network: "devnet", keyPair }),
});

describe("a job's channel", () => {
  it("sends what was, then what comes, each once and in order", async () => {
    const key = await hub.job();
    await hub.store.jobs.appendEvents(key, [progress(1), progress(2)]);
    const listener = (await Listener.open(hub.url)).follow(key);
    await expect.poll(() => listener.numbers(key), WAIT).toEqual(upTo(3));
    expect(listener.messages[0]).toEqual({ type: "subscribed", channel: "job", key, from: 0 });
    await Promise.all(Array.from({ length: 20 }, (_, i) => hub.store.jobs.appendEvents(key, [progress(i), sent(i)])));
    await expect.poll(() => listener.numbers(key), WAIT).toEqual(upTo(43));
    listener.say({ type: "unsubscribe", channel: "job", key }).say({ type: "ping" });
    await expect.poll(() => listener.of("pong").length, WAIT).toBe(1);
    await hub.store.jobs.appendEvents(key, [progress(1)]);
    listener.follow(key, 43);
    await expect.poll(() => listener.numbers(key), WAIT).toEqual(upTo(44));
    listener.socket.close();
  });

  it("goes on wherever a reader was cut off: the pieces are the whole", async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cuts, async (pieces) => {
        const key = await hub.job();
        let writing = true;
        const writer = (async () => {
          for (let i = 0; i < 40; i++)
            await hub.store.jobs.appendEvents(
              key,
              Array.from({ length: randomInt(1, 4) }, (_, n) => progress(n)),
            );
          writing = false;
        })();
        const seen: number[] = [];
        for (const piece of [...pieces, Number.POSITIVE_INFINITY]) {
          const before = seen.at(-1) ?? 0;
          const listener = (await Listener.open(hub.url)).follow(key, before);
          const enough = async () => {
            const got = listener.numbers(key);
            if (!writing && got.at(-1) === (await hub.store.jobs.heads([key])).get(key)) return true;
            return got.length >= piece || (!writing && before === (await hub.store.jobs.heads([key])).get(key));
          };
          await expect.poll(enough, { ...WAIT, interval: 5 }).toBe(true);
          listener.socket.terminate();
          seen.push(...listener.numbers(key));
          expect(listener.of("reset")).toEqual([]);
        }
        await writer;
        const table = await hub.store.jobs.events(key, 0, 1000);
        expect(seen).toEqual(table.map(({ seq }) => seq));
      }),
      { numRuns: 8 },
    );
  });

  it("says so when a number is from another time, and goes on from the last", async () => {
    const key = await hub.job();
    const listener = (await Listener.open(hub.url)).follow(key, 77);
    await expect.poll(() => listener.of("reset"), WAIT).toEqual([{ type: "reset", channel: "job", key, from: 1 }]);
    await hub.store.jobs.appendEvents(key, [progress(1)]);
    await expect.poll(() => listener.numbers(key), WAIT).toEqual([2]);
    listener.socket.close();
  });

  it("is read once for all who follow it", async () => {
    const key = await hub.job();
    const listeners = await Promise.all(Array.from({ length: 20 }, () => Listener.open(hub.url)));
    for (const listener of listeners) listener.follow(key);
    for (const listener of listeners) await expect.poll(() => listener.numbers(key), WAIT).toEqual([1]);
    for (let i = 0; i < 10; i++) await hub.store.jobs.appendEvents(key, [progress(i)]);
    for (const listener of listeners) {
      await expect.poll(() => listener.numbers(key), WAIT).toEqual(upTo(11));
      listener.socket.close();
    }
  });

  it("is not there for strangers when the job is private", async () => {
    const { identity, client } = clientOf();
    const key = await hub.job({ visibility: "private", requester: identity });
    const stranger = (await Listener.open(hub.url)).follow(key).follow("00".repeat(32));
    await expect
      .poll(() => stranger.of("problem").map(({ problem }) => problem.code), WAIT)
      .toEqual(["JOB_NOT_FOUND", "JOB_NOT_FOUND"]);
    const other = (await Listener.open(hub.url, {}, await ticket(clientOf().client))).follow(key);
    await expect.poll(() => other.of("problem").length, WAIT).toBe(1);
    const owner = (await Listener.open(hub.url, {}, await ticket(client))).follow(key);
    await expect.poll(() => owner.numbers(key), WAIT).toEqual([1]);
    for (const { socket } of [stranger, other, owner]) socket.close();
  });
});

describe("an account's channel", () => {
  it("has what happens to all jobs of its identity, for whoever proves to be it", async () => {
    const { identity, client } = clientOf();
    const keys = [await hub.job({ requester: identity }), await hub.job({ requester: identity })];
    const listener = await Listener.open(hub.url, {}, await ticket(client));
    listener.say({ type: "subscribe", channel: "account", identity, from: 0 });
    await expect.poll(() => listener.numbers(identity), WAIT).toEqual([1, 2]);
    await Promise.all(keys.map((key) => hub.store.jobs.appendEvents(key, [sent(1), progress(1), sent(2)])));
    await expect.poll(() => listener.numbers(identity), WAIT).toEqual(upTo(6));
    const events = listener.of("account-event").map(({ event }) => event);
    expect(events.filter((event) => event.type === "job").map(({ body }) => body.type)).not.toContain("progress");
    listener.socket.close();
  });

  it("begins now unless told otherwise", async () => {
    const { identity, client } = clientOf();
    const key = await hub.job({ requester: identity });
    const listener = await Listener.open(hub.url, {}, await ticket(client));
    listener.say({ type: "subscribe", channel: "account", identity });
    await expect.poll(() => listener.of("subscribed").map(({ from }) => from), WAIT).toEqual([1]);
    await hub.store.jobs.appendEvents(key, [sent(1)]);
    await expect.poll(() => listener.numbers(identity), WAIT).toEqual([2]);
    listener.socket.close();
  });

  it("is closed to others, and to nobody in particular", async () => {
    const { identity } = clientOf();
    const nobody = (await Listener.open(hub.url)).say({ type: "subscribe", channel: "account", identity, from: 0 });
    await expect.poll(() => nobody.of("problem").map(({ problem }) => problem.code), WAIT).toEqual(["UNSIGNED"]);
    const other = await Listener.open(hub.url, {}, await ticket(clientOf().client));
    other.say({ type: "subscribe", channel: "account", identity, from: 0 });
    await expect.poll(() => other.of("problem").map(({ problem }) => problem.code), WAIT).toEqual(["FORBIDDEN"]);
    expect(other.of("problem")[0]).toMatchObject({ channel: "account", identity });
    for (const { socket } of [nobody, other]) socket.close();
  });

  it("opens once for a ticket", async () => {
    const query = await ticket(clientOf().client);
    const first = await Listener.open(hub.url, {}, query);
    await expect(Listener.open(hub.url, {}, query)).rejects.toThrow("401");
    await expect(Listener.open(hub.url, {}, "?ticket=made-up")).rejects.toThrow("401");
    first.socket.close();
  });
});

describe("the network's channel", () => {
  it("tells ticks, and what becomes of public jobs", async () => {
    const listener = (await Listener.open(hub.url)).say({ type: "subscribe", channel: "network" });
    await expect.poll(() => listener.of("network-event").length, WAIT).toBeGreaterThan(0);
    const open = await hub.job();
    const secret = await hub.job({ visibility: "private" });
    await hub.store.jobs.change(open, 1, { state: "funded" });
    await hub.devnet.tick(3);
    const events = () => listener.of("network-event").map(({ event }) => event);
    await expect
      .poll(() => events().filter((event) => event.type === "job" && event.key === open), WAIT)
      .toEqual([
        { type: "job", key: open, state: "submitted" },
        { type: "job", key: open, state: "funded", previous: "submitted" },
      ]);
    expect(JSON.stringify(events())).not.toContain(secret);
    const created = () => events().reduce((sum, event) => sum + (event.type === "jobs" ? event.created : 0), 0);
    await expect.poll(created, WAIT).toBe(2);
    const { tick } = hub.hubs[0]!.context.chain.status();
    await expect.poll(() => events().some((event) => event.type === "tick" && event.tick >= tick), WAIT).toBe(true);
    const numbers = listener.of("network-event").map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));

    const last = numbers.at(-2)!;
    const again = (await Listener.open(hub.url)).say({ type: "subscribe", channel: "network", from: last });
    await expect.poll(() => again.of("network-event").length, WAIT).toBeGreaterThan(0);
    expect(again.of("network-event")[0]!.seq).toBe(last + 1);
    const lost = (await Listener.open(hub.url)).say({ type: "subscribe", channel: "network", from: 5 });
    await expect
      .poll(() => lost.messages.map(({ type }) => type).slice(0, 2), WAIT)
      .toEqual(["reset", "network-event"]);
    for (const { socket } of [listener, again, lost]) socket.close();
  });
});

describe("server-sent events", () => {
  const stream = (path: string, headers: Record<string, string> = {}) =>
    EventStream.open(`${hub.url}/api/v1${path}`, headers);

  it("of a job go on after the number that the client names", async () => {
    const key = await hub.job();
    await hub.store.jobs.appendEvents(key, [progress(1), progress(2), progress(3)]);
    const all = await stream(`/jobs/${key}/stream`);
    await expect.poll(() => all.ids, WAIT).toEqual(upTo(4));
    expect(all.retries).toEqual([2_000]);
    const rest = await stream(`/jobs/${key}/stream?after=1`);
    const latest = await stream(`/jobs/${key}/stream?after=1`, { "last-event-id": "3" });
    await hub.store.jobs.appendEvents(key, [progress(4)]);
    await expect.poll(() => rest.ids, WAIT).toEqual(upTo(5, 2));
    await expect.poll(() => latest.ids, WAIT).toEqual([4, 5]);
    await expect(stream(`/jobs/${key}/stream`, { "last-event-id": "x" })).rejects.toThrow("400");
    await expect(stream(`/jobs/${"00".repeat(32)}/stream`)).rejects.toThrow("404");
    await expect(stream(`/jobs/${key}/stream`, { accept: "application/json" })).rejects.toThrow("406");
    const head = await fetch(`${hub.url}/api/v1/jobs/${key}/stream`, { method: "HEAD" });
    expect(head.headers.get("content-type")).toContain("text/event-stream");
    for (const one of [all, rest, latest]) one.close();
  });

  it("of an account are for who proves to be it, with a ticket or a header", async () => {
    const { identity, client } = clientOf();
    const key = await hub.job({ requester: identity, visibility: "private" });
    await expect(stream("/account/stream")).rejects.toThrow("401");
    const query = await ticket(client);
    const mine = await stream(`/account/stream${query}&after=0`);
    await expect(stream(`/account/stream${query}`)).rejects.toThrow("401");
    await expect.poll(() => mine.ids, WAIT).toEqual([1]);
    await expect(stream(`/account/stream${await ticket(clientOf().client)}&identity=${identity}`)).rejects.toThrow(
      "403",
    );
    await expect(stream(`/jobs/${key}/stream`)).rejects.toThrow("404");
    const job = await stream(`/jobs/${key}/stream${await ticket(client)}`);
    await expect.poll(() => job.ids, WAIT).toEqual([1]);
    const now = await stream(`/account/stream${await ticket(client)}`);
    await expect.poll(() => now.last, WAIT).toBe(1); // who is cut off before the first event goes on from here
    for (const one of [mine, job, now]) one.close();
  });

  it("of the network tell where it is, then what is new", async () => {
    const network = await stream("/network/stream");
    const key = await hub.job();
    const events = () =>
      network.messages.flatMap((message) => (message.type === "network-event" ? [message.event] : []));
    await expect.poll(() => events()[0]?.type, WAIT).toBe("tick");
    await expect.poll(() => events().some((event) => event.type === "job" && event.key === key), WAIT).toBe(true);
    network.close();
  });
});

describe("several processes of one hub", () => {
  it("show each other's events, and let readers go on at any of them", async () => {
    const shared = process.env.DATABASE_URL !== undefined;
    const [here, there] = [hub.hubs[0]!, shared ? await hub.add() : hub.hubs[0]!];
    const keyPair = keyPairFromSeed(createSeed());
    const key = await hub.job({ requester: keyPair.identity });
    const seen: number[] = [];
    for (let turn = 0; turn < 6; turn++) {
      const [reader, writer] = turn % 2 === 0 ? [here, there] : [there, here];
      const listener = (await Listener.open(reader.url!)).follow(key, seen.at(-1) ?? 0);
      await expect.poll(() => listener.of("subscribed").length, WAIT).toBe(1);
      for (let i = 0; i < 5; i++) await writer.context.store.jobs.appendEvents(key, [progress(i), sent(i)]);
      const last = 1 + (turn + 1) * 10;
      await expect.poll(() => listener.numbers(key).at(-1), WAIT).toBe(last);
      seen.push(...listener.numbers(key));
      listener.socket.terminate();
    }
    expect(seen).toEqual(upTo(61));
    const follower = await Listener.open(there.url!);
    follower.say({ type: "subscribe", channel: "network" });
    await expect.poll(() => follower.of("subscribed").length, WAIT).toBe(1);
    await here.context.store.jobs.change(key, 1, { state: "funded" });
    const changes = () => follower.of("network-event").filter(({ event }) => event.type === "job" && event.key === key);
    await expect.poll(() => changes().length, WAIT).toBe(1);
    follower.socket.close();
  });
});

describe("what is refused", () => {
  it.each([
    ["no JSON", "hello"],
    ["another shape", '{"type":"subscribe","channel":"job"}'],
    ["unknown members", '{"type":"ping","x":1}'],
    ["deep JSON", "[".repeat(5_000)],
    ["bytes", Buffer.from([1, 2, 3])],
  ])("%s", async (_, message) => {
    const listener = await Listener.open(hub.url);
    listener.socket.send(message);
    await expect.poll(() => listener.closed?.code, WAIT).toBe(1008);
    expect(listener.of("problem")[0]?.problem.code).toBe("INVALID_REQUEST");
  });

  it("messages that are too large, and text that is none", async () => {
    const large = await Listener.open(hub.url);
    large.socket.send("x".repeat(17 * 1024));
    await expect.poll(() => large.closed?.code, WAIT).toBe(1009);
    const broken = await Listener.open(hub.url);
    broken.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    await expect.poll(() => broken.closed?.code, WAIT).toBe(1007);
  });

  it("floods of messages and of pings", async () => {
    const talker = await Listener.open(hub.url);
    for (let i = 0; i < 200; i++) talker.say({ type: "ping" });
    await expect.poll(() => talker.closed, WAIT).toEqual({ code: 1008, reason: "too many messages" });
    const pinger = await Listener.open(hub.url);
    for (let i = 0; i < 200; i++) pinger.socket.ping();
    await expect.poll(() => pinger.closed?.code, WAIT).toBe(1008);
  });

  it("more channels than one connection may follow", async () => {
    const keys = await Promise.all(Array.from({ length: 9 }, () => hub.job()));
    const listener = await Listener.open(hub.url);
    for (const key of keys) listener.follow(key);
    await expect
      .poll(() => listener.of("problem").map(({ problem }) => problem.code), WAIT)
      .toEqual(["TOO_MANY_SUBSCRIPTIONS"]);
    listener.follow(keys[0]!);
    await expect.poll(() => listener.numbers(keys[0]!), WAIT).toEqual([1, 1]);
    listener.socket.close();
  });

  it("frames that no WebSocket client sends, without harm to others", async () => {
    const { hostname, port } = new URL(hub.url);
    const bystander = await Listener.open(hub.url);
    const bytes = [
      "GET /api/v1/live HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 99\r\n\r\n",
      "GET /api/v1/live HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
      "GET /elsewhere HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
      `${HANDSHAKE}\xff\xff\xff\xff\xff\xff\xff\xff`,
      `${HANDSHAKE}\x81\x05hello`, // not masked
      `${HANDSHAKE}\xc1\x80\x00\x00\x00\x00`, // compressed, which was not agreed
      `${HANDSHAKE}\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff`, // claims 9 exabytes
    ];
    for (const text of bytes) {
      const socket = connect(Number(port), hostname, () => socket.write(text, "latin1"));
      socket.on("error", () => undefined);
      socket.resume();
      await expect.poll(() => socket.closed, WAIT).toBe(true);
    }
    bystander.say({ type: "ping" });
    await expect.poll(() => bystander.of("pong").length, WAIT).toBe(1);
    bystander.socket.close();
  });

  it("pages of other origins", async () => {
    await expect(Listener.open(hub.url, { origin: "https://elsewhere.example" })).rejects.toThrow("403");
    await expect(Listener.open(hub.url, { origin: "null" })).rejects.toThrow("403");
    const own = await Listener.open(hub.url, { origin: hub.url });
    own.socket.close();
  });
});

const HANDSHAKE =
  "GET /api/v1/live HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

/** A query with a fresh ticket. */
async function ticket(client: HubClient): Promise<string> {
  const { ticket } = await client.call("createTicket", {});
  return `?ticket=${ticket}`;
}
