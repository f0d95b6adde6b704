import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { cryptoRandom, type NewJob } from "@qubix/market";
import { verifyWebhook, WebhookMessage } from "@qubix/protocol";
import { type Store, systemClock } from "@qubix/store";
import { openTestStore } from "@qubix/store/testing";
import { newJob } from "@qubix/store/testing/fixtures";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import winston from "winston";
import { EgressClient } from "../egress/egress-client.ts";
import { SecretBox } from "../secrets/secret-box.ts";
import { Collector } from "./collector.ts";
import { Sender } from "./sender.ts";
import { webhookConfig } from "./webhook-config.ts";
import { WebhookService, type WithSecret } from "./webhook-service.ts";

const config = webhookConfig.parse({ timeoutMs: 2_000 });
const egress = new EgressClient({ allowHttp: true, allowPrivate: true });
const secrets = new SecretBox(randomBytes(32));
const onAttempt = () => undefined;
const log = winston.createLogger({ silent: true });
const DAY = 86_400_000;

let store: Store;
let service: WebhookService;
let collector: Collector;
let sender: Sender;
let offset = 0;
const clock = { ...systemClock, now: () => Date.now() + offset };
beforeAll(async () => {
  store = await openTestStore({ clock });
  service = new WebhookService({ store, egress, secrets, clock, config: { maxPerAccount: 20 } });
  restart();
});
afterAll(() => store.close());

/** As after the process died: what was in memory is gone. */
function restart(): void {
  collector = new Collector(store);
  sender = new Sender({ store, egress, secrets, clock, random: cryptoRandom, config, log, onAttempt }, () => undefined);
}

/** What a hub does again and again, until nothing is due. */
async function settle(): Promise<void> {
  for (let n = 0; n < 50; n++) {
    while (await collector.step());
    if ((await sender.step()) === 0) return;
    await sender.idle();
  }
  throw new Error("There is always more to send.");
}

interface Received {
  id: string;
  message: WebhookMessage;
}
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A receiver that checks each signature before it looks at anything else. */
async function receiver(answer: (one: Received) => number | "silence" = () => 200) {
  const secretsHere: string[] = [];
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const header = (name: string) => String(request.headers[name]);
    const id = header("webhook-id");
    const signed = { id, timestamp: header("webhook-timestamp"), signature: header("webhook-signature"), body };
    for (const secret of secretsHere) verifyWebhook(secret, signed, clock.now());
    const one = { id, message: WebhookMessage.parse(JSON.parse(body)) };
    received.push(one);
    const status = answer(one);
    if (status !== "silence") response.writeHead(status).end("seen\0");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return {
    url,
    received,
    trust: (secret: string) => void secretsHere.push(secret),
    distrust: () => secretsHere.splice(0),
  };
}

let people = 0;
const person = () => `PERSON${String(++people).padStart(54, "A")}`;
const submit = async (requester: string, changes: Partial<NewJob> = {}) =>
  (await store.jobs.insert(newJob({ requester, ...changes }))).job.key;
const log1 = (from: number) => ({ type: "log", attempt: 1, from, to: from }) as const;
const result = (attempt: number) =>
  ({ type: "result-ready", attempt, resultDigest: "ab".repeat(32), maskedKey: "cd".repeat(32) }) as const;

describe("webhooks", () => {
  it("tell what was asked for, once each, in the order of each job, of the account's own jobs", async () => {
    const owner = person();
    const { url, received, trust } = await receiver();
    const { secret, webhook } = await service.create(owner, { url });
    trust(secret);
    await submit(person());
    const keys = await Promise.all(Array.from({ length: 8 }, () => submit(owner)));
    for (let attempt = 1; attempt <= 5; attempt++)
      for (const key of keys) await store.jobs.appendEvents(key, [result(attempt), log1(attempt)]);
    await settle();
    expect(new Set(received.map(({ id }) => id)).size).toBe(8 * 6);
    expect(received).toHaveLength(8 * 6);
    for (const key of keys) {
      const ofJob = received.flatMap(({ message }) =>
        message.type !== "ping" && message.data.job === key ? [message] : [],
      );
      expect(ofJob.map(({ data }) => data.seq)).toEqual([1, 2, 4, 6, 8, 10]);
      expect(ofJob.map(({ type }) => type)).toEqual(["job.state", ...Array(5).fill("job.result-ready")]);
    }
    const { attempts, state } = (await store.webhooks.deliveries(webhook.id, { limit: 1 }))[0]!;
    expect([state, attempts[0]]).toMatchObject(["delivered", { status: 200, response: "seen\ufffd" }]);
  });

  it("are filtered by event and by job, and gather log lines and progress", async () => {
    const owner = person();
    const [first, second] = [await submit(owner), await submit(owner)];
    const { url, received } = await receiver();
    offset += 10;
    await service.create(owner, { url, events: ["job.log", "job.progress"], jobs: [first!] });
    offset += 10;
    const progress = (value: number) => ({ type: "progress", attempt: 2, phase: "running", progress: value }) as const;
    await store.jobs.appendEvents(first!, [log1(0), progress(0.1), log1(1), result(1), log1(2), progress(0.5)]);
    await store.jobs.appendEvents(second!, [log1(0)]);
    await collector.activity();
    await settle();
    await collector.activity();
    await settle();
    expect(received.map(({ message }) => message.type !== "ping" && message.data.event)).toEqual([
      { type: "log", attempt: 1, from: 0, to: 2 },
      progress(0.5),
    ]);
  });

  it("come again after failures, the first before the later ones of its job, whoever died meanwhile", async () => {
    const owner = person();
    let broken = true;
    const { url, received } = await receiver(() => (broken ? 503 : 204));
    const { webhook } = await service.create(owner, { url });
    const key = await submit(owner);
    await settle();
    await store.jobs.appendEvents(key, [result(1), result(2)]);
    restart();
    await settle();
    expect(received).toHaveLength(1);
    expect(await store.webhooks.get(webhook.id)).toMatchObject({ failures: 1, state: "active" });
    broken = false;
    offset += 10_000;
    restart();
    await settle();
    expect(received.map(({ message }) => message.type !== "ping" && message.data.seq)).toEqual([1, 1, 2, 3]);
    expect(received[0]!.id).toBe(received[1]!.id);
    expect((await store.webhooks.get(webhook.id))?.failures).toBe(0);
  });

  it("wait for nobody: a receiver that is silent only delays its own", async () => {
    const silent = await receiver(() => "silence");
    const quick = await receiver();
    const [one, other] = [person(), person()];
    await service.create(one, { url: silent.url });
    await service.create(other, { url: quick.url });
    for (let n = 0; n < 20; n++) await Promise.all([submit(one), submit(other)]);
    while (await collector.step());
    await sender.step();
    await vi.waitFor(async () => {
      await sender.step();
      expect(quick.received).toHaveLength(20);
    }, 15_000);
    // The others had all of theirs while this one filled its own places.
    expect(silent.received.length).toBeLessThanOrEqual(2 * config.perEndpoint);
    await sender.idle();
    for (const { id } of await service.list(one)) await service.remove(one, id);
  });

  it("are sent once, though a delivery ends while the sender asks what is pending", async () => {
    const owner = person();
    const { url, received } = await receiver();
    await service.create(owner, { url });
    await submit(owner);
    while (await collector.step());
    // The answer to the question is as old as the question.
    const pending: Store["webhooks"]["pending"] = async (...question) => {
      const answer = await store.webhooks.pending(...question);
      await slow.idle();
      return answer;
    };
    const webhooks = Object.assign(Object.create(store.webhooks), { pending });
    const slow: Sender = new Sender({ ...sender.deps, store: { ...sender.deps.store, webhooks } }, () => undefined);
    expect(await slow.step()).toBe(1);
    expect(await slow.step()).toBe(0);
    expect(received).toHaveLength(1);
  });

  it("probe a receiver that failed often, give up after a day, and disable it after days", async () => {
    const owner = person();
    const dead = await receiver(() => 500);
    const { webhook } = await service.create(owner, { url: dead.url });
    for (let n = 0; n < 12; n++) await submit(owner);
    await settle();
    const state = async () => (await store.webhooks.get(webhook.id))!;
    expect((await state()).failures).toBeGreaterThanOrEqual(5);
    const before = dead.received.length;
    expect(before).toBeLessThanOrEqual(5 + config.perEndpoint);
    // While it is given time, nothing is sent; then one delivery at a time.
    await settle();
    expect(dead.received).toHaveLength(before);
    offset += 100_000;
    await sender.step();
    await sender.idle();
    expect(dead.received).toHaveLength(before + 1);
    offset += DAY;
    expect(await store.webhooks.giveUp(clock.now() - config.retryForMs)).toBe(12);
    expect(await store.webhooks.deliveries(webhook.id, { state: "failed", limit: 50 })).toHaveLength(12);
    offset += 5 * DAY;
    await service.replay(owner, webhook.id, { states: ["failed"] });
    await settle();
    expect((await state()).state).toBe("disabled");
    const events = await store.accountFeed.events(owner, 0, 100);
    expect(events.filter((event) => event.type === "notice").map(({ body }) => body)).toMatchObject([
      { type: "webhook-disabled", id: webhook.id },
    ]);
    await expect(service.ping(owner, webhook.id)).rejects.toMatchObject({ code: "WEBHOOK_INACTIVE" });
    const alive = await receiver();
    await submit(owner);
    await service.put(owner, webhook.id, { url: alive.url, paused: false });
    await settle();
    // What was held back comes, and what was not sent yet.
    expect(alive.received.length).toBeGreaterThanOrEqual(1);
    expect((await state()).failures).toBe(0);
  });

  it("sign with both secrets for a while after a rotation", async () => {
    const owner = person();
    const { url, received, trust, distrust } = await receiver();
    const first: WithSecret = await service.create(owner, { url });
    const { id } = first.webhook;
    const second = await service.rotate(owner, id, 3600);
    expect(second.secret).not.toBe(first.secret);
    trust(first.secret);
    trust(second.secret);
    await service.ping(owner, id);
    await settle();
    expect(received.at(-1)?.message).toMatchObject({ type: "ping", data: { webhook: id } });
    offset += 3_601_000;
    distrust();
    trust(second.secret);
    await service.ping(owner, id);
    await settle();
    expect(received).toHaveLength(2);
    const sealed = (await store.webhooks.get(id))!;
    expect(Buffer.from(sealed.secret).toString("latin1")).not.toContain(second.secret.slice("whsec_".length));
  });

  it("are nobody else's, and go nowhere private unless the hub allows it", async () => {
    const owner = person();
    const { url, received } = await receiver();
    const { webhook } = await service.create(owner, { url, description: "mine" });
    const stranger = person();
    for (const act of [
      () => service.get(stranger, webhook.id),
      () => service.put(stranger, webhook.id, { url, paused: true }),
      () => service.ping(stranger, webhook.id),
      () => service.rotate(stranger, webhook.id),
      () => service.replay(stranger, webhook.id, {}),
      () => service.delivery(stranger, webhook.id, 1),
    ])
      await expect(act()).rejects.toMatchObject({ code: "WEBHOOK_NOT_FOUND" });
    expect(await service.remove(stranger, webhook.id)).toBe(false);

    const strict = new EgressClient({ allowHttp: false, allowPrivate: false });
    const public1 = new WebhookService({ store, egress: strict, secrets, clock, config: { maxPerAccount: 20 } });
    for (const bad of ["https://127.0.0.1/", "http://1.1.1.1/", "https://[::ffff:10.0.0.1]/", "nonsense"])
      await expect(public1.create(owner, { url: bad })).rejects.toMatchObject({ code: "URL_REFUSED" });
    // A name that became private since: checked again with each delivery.
    const guarded = new Sender(
      { store, egress: strict, secrets, clock, random: cryptoRandom, config, log, onAttempt },
      () => undefined,
    );
    await service.ping(owner, webhook.id);
    await guarded.step();
    await guarded.idle();
    expect(received).toHaveLength(0);
    expect((await store.webhooks.deliveries(webhook.id, { limit: 1 }))[0]?.attempts[0]?.response).toContain("https://");

    await service.put(owner, webhook.id, { url, paused: true });
    await submit(owner);
    await settle();
    expect(received).toHaveLength(0);
    await service.put(owner, webhook.id, { url, paused: false });
    await settle();
    await sleep(10);
    expect(received.map(({ message }) => message.type)).toContain("job.state");
  });
});
