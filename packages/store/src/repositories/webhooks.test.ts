import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { systemClock } from "../system-clock.ts";
import { newJob } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
let offset = 0;
beforeAll(async () => {
  store = await openTestStore({ clock: { ...systemClock, now: () => Date.now() + offset } });
});
afterAll(() => store.close());

let count = 0;
const identity = () => `OWNER${String(++count).padStart(55, "A")}`;
const id = () => `wh_${String(++count).padStart(24, "0")}`;
const add = async (owner: string, events = ["job.state"]) =>
  (await store.webhooks.insert({ id: id(), owner, url: "https://x.test/", events, secret: Uint8Array.of(1) }, 10))!;
const message = (name: string, jobKey?: string) => ({
  message: name,
  type: "job.state",
  jobKey,
  ordered: true,
  body: name,
});
const attempt = (at: number) => ({ at, durationMs: 1, status: 500, response: "no" });

describe("endpoints", () => {
  it("are their owner's, so many at most", async () => {
    const owner = identity();
    const webhook = await add(owner);
    expect(webhook).toMatchObject({ owner, state: "active", cursor: 0, failures: 0 });
    expect(await store.webhooks.get(webhook.id)).toEqual(webhook);
    expect(await store.webhooks.insert({ ...webhook, id: id() }, 1)).toBeUndefined();
    expect((await store.webhooks.ofOwner(owner)).map((one) => one.id)).toEqual([webhook.id]);
    const changed = await store.webhooks.update(webhook.id, { state: "paused", jobs: ["ab".repeat(32)] });
    expect(changed).toMatchObject({ state: "paused", jobs: ["ab".repeat(32)] });
    expect(await store.webhooks.remove(webhook.id)).toBe(true);
    expect(await store.webhooks.remove(webhook.id)).toBe(false);
  });

  it("have news when their owner's feed went on, from when they were made", async () => {
    const owner = identity();
    await store.jobs.insert(newJob({ requester: owner }));
    const webhook = await add(owner);
    const news = async () => (await store.webhooks.withNews(100)).filter((one) => one.owner === owner);
    expect(webhook.cursor).toBe(1);
    expect(await news()).toEqual([]);
    const { job } = await store.jobs.insert(newJob({ requester: owner }));
    expect(await news()).toHaveLength(1);
    const told = [message("a", job.key), message("a", job.key), message("b", job.key)];
    expect(await store.webhooks.collect(webhook, 2, told)).toBe(true);
    expect(await store.webhooks.collect(webhook, 2, told)).toBe(false);
    expect(await news()).toEqual([]);
    expect((await store.webhooks.pending(webhook.id, 10)).map((one) => one.message)).toEqual(["a", "b"]);
    await store.webhooks.update(webhook.id, { state: "paused" });
    await store.jobs.insert(newJob({ requester: owner }));
    expect(await news()).toEqual([]);
  });

  it("hear of log lines and progress once", async () => {
    const owner = identity();
    const { job } = await store.jobs.insert(newJob({ requester: owner }));
    const log = (from: number) => ({ type: "log", attempt: 1, from, to: from }) as const;
    await store.jobs.appendEvents(job.key, [log(0)]);
    offset += 10;
    const webhook = await add(owner, ["job.log"]);
    offset += 10;
    expect((await store.webhooks.followingActivity()).map((one) => one.id)).toContain(webhook.id);
    const activity = () => store.webhooks.activity(webhook, ["log"], 100);
    expect(await activity()).toEqual([]);
    await store.jobs.appendEvents(job.key, [log(1), log(2)]);
    const told = await activity();
    expect(told.map(({ body }) => body)).toEqual([log(1), log(2)]);
    await store.webhooks.collectActivity(webhook.id, told, [message("logs", job.key)]);
    expect(await activity()).toEqual([]);
    await store.jobs.appendEvents(job.key, [log(3)]);
    expect((await activity()).map(({ body }) => body)).toEqual([log(3)]);
  });
});

describe("deliveries", () => {
  it("are due until they are delivered, and the endpoint rests after failures", async () => {
    const webhook = await add(identity());
    const now = store.clock.now();
    const delivery = await store.webhooks.addDelivery(webhook.id, message("one"));
    const isReady = async (at: number) => (await store.webhooks.ready(at, 100)).some((one) => one.id === webhook.id);
    expect(await isReady(now + 1000)).toBe(true);
    const failed = await store.webhooks.recordFailure(
      delivery,
      attempt(now),
      now + 9000,
      (failures) => failures * 5000,
    );
    expect(failed).toMatchObject({ failures: 1, failingSince: expect.any(Number) });
    expect(failed!.retryAt).toBeGreaterThanOrEqual(now + 5000);
    await store.webhooks.update(webhook.id, { retryAt: now + 5000 });
    expect(await isReady(now + 8999)).toBe(false);
    expect(await isReady(now + 9001)).toBe(true);
    await store.webhooks.update(webhook.id, { retryAt: now + 20_000 });
    expect(await isReady(now + 9001)).toBe(false);
    await store.webhooks.recordSuccess(delivery, attempt(now + 1));
    expect(await store.webhooks.delivery(webhook.id, delivery.id)).toMatchObject({
      state: "delivered",
      tries: 2,
      attempts: [attempt(now), attempt(now + 1)],
    });
    expect(await isReady(now + 9001)).toBe(false);
    expect(await store.webhooks.get(webhook.id)).toMatchObject({ failures: 0 });
    const many = Array.from({ length: 9 }, () => store.webhooks.recordFailure(delivery, attempt(now), now, () => 0));
    await Promise.all(many);
    expect((await store.webhooks.get(webhook.id))?.failures).toBe(9);
  });

  it("remember the last tries, are listed by pages, given up, replayed and forgotten", async () => {
    const webhook = await add(identity());
    const begin = store.clock.now();
    for (const name of ["a", "b", "c"]) await store.webhooks.addDelivery(webhook.id, message(name));
    const [a, b, c] = await store.webhooks.pending(webhook.id, 10);
    for (let n = 0; n < 25; n++) await store.webhooks.recordFailure(a!, attempt(n), begin, () => 0);
    expect((await store.webhooks.delivery(webhook.id, a!.id))?.attempts.map(({ at }) => at)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 5),
    );
    const page = await store.webhooks.deliveries(webhook.id, { limit: 2 });
    expect(page.map((one) => one.message)).toEqual(["c", "b"]);
    expect(await store.webhooks.deliveries(webhook.id, { limit: 2, before: b!.id })).toHaveLength(1);
    await store.webhooks.recordSuccess(c!, attempt(1));
    offset += 1000;
    expect(await store.webhooks.giveUp(store.clock.now() - 500)).toBeGreaterThanOrEqual(2);
    expect(await store.webhooks.deliveries(webhook.id, { state: "failed", limit: 9 })).toHaveLength(2);
    expect(await store.webhooks.replay(webhook.id, { from: begin, states: ["failed"] })).toBe(2);
    expect(await store.webhooks.replay(webhook.id, { delivery: c!.id })).toBe(1);
    expect(await store.webhooks.replay(webhook.id, { from: begin })).toBe(0);
    // What was replayed is asked for anew.
    expect(await store.webhooks.giveUp(store.clock.now() - 500)).toBe(0);
    await store.webhooks.recordSuccess(c!, attempt(1));
    offset += 1000;
    await store.webhooks.forget(store.clock.now(), 1000);
    expect((await store.webhooks.deliveries(webhook.id, { limit: 9 })).map((one) => one.message)).toEqual(["b", "a"]);
  });
});
