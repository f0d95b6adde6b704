import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

describe("presence", () => {
  it("vanishes unless repeated", async () => {
    const { presence } = store;
    await presence.beat("a", { freeSlots: 2 }, 60_000);
    await presence.beat("b", 1, 20);
    expect(await presence.getMany(["a", "c"])).toEqual([{ freeSlots: 2 }, undefined]);
    await expect.poll(() => presence.get("b")).toBeUndefined();
    await presence.forget("a");
    expect(await presence.get("a")).toBeUndefined();
    expect(await presence.getMany([])).toEqual([]);
  });
});

describe("pub/sub", () => {
  it("reaches those who listen, until they end it", async () => {
    const heard: string[] = [];
    const endFirst = await store.pubSub.subscribe("x", (message) => heard.push(`1${message}`));
    const endSecond = await store.pubSub.subscribe("x", (message) => heard.push(`2${message}`));
    await store.pubSub.publish("x", "a");
    await store.pubSub.publish("y", "b");
    await expect.poll(() => heard.toSorted()).toEqual(["1a", "2a"]);
    await endFirst();
    await store.pubSub.publish("x", "c");
    await expect.poll(() => heard.toSorted()).toEqual(["1a", "2a", "2c"]);
    await endSecond();
  });

  it("stays in its hub, whatever server others share with it", async () => {
    const other = await openTestStore();
    const heard: string[] = [];
    await store.pubSub.subscribe("z", (message) => heard.push(message));
    await other.pubSub.subscribe("z", (message) => heard.push(message));
    await other.pubSub.publish("z", "of another hub");
    await store.pubSub.publish("z", "own");
    await other.pubSub.publish("z", "of another hub");
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(3);
    expect(heard.toSorted()).toEqual(["of another hub", "of another hub", "own"]);
    await other.close();
  });
});

describe("nonces", () => {
  it("are used once, by each identity", async () => {
    const uses = await Promise.all(Array.from({ length: 5 }, () => store.nonces.use("A", "n1", 60_000)));
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await store.nonces.use("B", "n1", 60_000)).toBe(true);
  });
});

describe("rate limits", () => {
  it("count within a window", async () => {
    const { rateLimits } = store;
    expect((await rateLimits.hit("k", 2_000)).count).toBe(1);
    const second = await rateLimits.hit("k", 2_000);
    expect(second.count).toBe(2);
    expect(second.resetMs).toBeLessThanOrEqual(2_000);
    expect((await rateLimits.hit("other", 2_000)).count).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, second.resetMs + 20));
    expect((await rateLimits.hit("k", 2_000)).count).toBe(1);
  });
});
