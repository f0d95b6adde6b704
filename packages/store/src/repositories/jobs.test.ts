import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { newJob } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

describe("jobs", () => {
  it("are inserted once, whole", async () => {
    const job = newJob({ model: 7, name: "née ☃" });
    const first = await store.jobs.insert(job);
    expect(first.created).toBe(true);
    expect(first.job).toMatchObject({ ...job, state: "submitted", version: 1, lastEvent: 1 });
    const again = await store.jobs.insert({ ...job, name: "other" });
    expect(again).toEqual({ job: first.job, created: false });
    expect(await store.jobs.get(job.key)).toEqual(first.job);
    expect(await store.jobs.get("00".repeat(32))).toBeUndefined();
  });

  it("change by compare-and-set: of many who try, one wins", async () => {
    const { job } = await store.jobs.insert(newJob());
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, slot) => store.jobs.change(job.key, job.version, { state: "funded", slot })),
    );
    expect(tries.filter((result) => result !== undefined)).toHaveLength(1);
    expect(await store.jobs.get(job.key)).toMatchObject({ state: "funded", version: 2, lastEvent: 2 });
  });

  it("refuse illegal steps and write nothing then", async () => {
    const { job } = await store.jobs.insert(newJob());
    const failed = (await store.jobs.change(job.key, 1, { state: "failed", closeReason: "dropped" }))!;
    await expect(store.jobs.change(job.key, failed.version, { state: "funded" })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    expect(await store.jobs.get(job.key)).toEqual(failed);
    expect((await store.jobs.events(job.key, 0, 10)).map((event) => event.body)).toEqual([
      { type: "state", state: "submitted" },
      { type: "state", state: "failed", previous: "submitted", closeReason: "dropped" },
    ]);
    expect((await store.jobs.rollBack(job.key, { state: "funded" }))?.state).toBe("funded");
  });

  it("number their events without gaps, whoever writes", async () => {
    const { job } = await store.jobs.insert(newJob());
    const body = { type: "progress", attempt: 1, phase: "running" } as const;
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => store.jobs.appendEvents(job.key, Array(1 + (i % 3)).fill(body))),
    );
    const events = await store.jobs.events(job.key, 0, 100);
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: events.length }, (_, i) => i + 1));
    expect(events).toHaveLength(1 + 24);
    expect((await store.jobs.events(job.key, 20, 3)).map((event) => event.seq)).toEqual([21, 22, 23]);
    expect(await store.jobs.appendEvents("11".repeat(32), [body])).toEqual([]);
  });

  it("are listed by pages, newest first, each once", async () => {
    const requester = "L".repeat(60);
    const keys = await Promise.all(
      Array.from({ length: 7 }, async () => (await store.jobs.insert(newJob({ requester }))).job.key),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.jobs.list({ privateOf: "nobody", requester, states: ["submitted"], limit: 3, cursor });
      seen.push(...page.jobs.map((job) => job.key));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(keys.toSorted());
    expect((await store.jobs.list({ privateOf: "nobody", requester, states: ["settled"], limit: 3 })).jobs).toEqual([]);
  });

  it("are found by slot while they live, and when they are due", async () => {
    const { job } = await store.jobs.insert(newJob());
    await store.jobs.change(job.key, 1, { state: "funded", slot: 4242, createdTick: 5, dueAt: 1000 });
    expect((await store.jobs.bySlot(4242))?.key).toBe(job.key);
    expect((await store.jobs.due(1000, 10)).map((due) => due.key)).toEqual([job.key]);
    expect(await store.jobs.due(999, 10)).toEqual([]);
    await store.jobs.change(job.key, 2, { state: "expired", closeReason: "expired", dueAt: null });
    expect(await store.jobs.bySlot(4242)).toBeUndefined();
    expect(await store.jobs.due(1000, 10)).toEqual([]);
  });
});

describe("transactions over several repositories", () => {
  it("commit together or not at all, and wake readers only after the commit", async () => {
    const woken: string[] = [];
    const { job } = await store.jobs.insert(newJob());
    const end = await store.pubSub.subscribe(`job:${job.key}`, (text) => woken.push(text === "mark" ? text : "job"));
    // The insertion has woken readers, too: its news are over when the mark after it has come.
    await store.pubSub.publish(`job:${job.key}`, "mark");
    await expect.poll(() => woken).toContain("mark");
    woken.length = 0;
    const failure = store.transaction(async (within) => {
      await within.jobs.change(job.key, 1, { state: "funded" });
      await within.waiting.add(job.key, [0, 1]);
      throw new Error("no");
    });
    await expect(failure).rejects.toThrow("no");
    expect((await store.jobs.get(job.key))?.state).toBe("submitted");
    expect(woken).toEqual([]);
    await store.transaction(async (within) => {
      await within.jobs.change(job.key, 1, { state: "funded" });
      await within.waiting.add(job.key, [0, 1]);
    });
    await expect.poll(() => woken).toEqual(["job"]);
    expect((await store.waiting.list(100)).filter((row) => row.jobKey === job.key)).toHaveLength(2);
    await store.waiting.remove(job.key);
    await end();
  });

  it("take turns on a job that they lock, and end when they wait for each other", async () => {
    const [a, b] = await Promise.all([store.jobs.insert(newJob()), store.jobs.insert(newJob())]);
    const keys = [a.job.key, b.job.key];
    const raise = (key: string, order: string[]) =>
      store.transaction(async (within) => {
        for (const next of order) await within.jobs.lock([next]);
        const job = (await within.jobs.get(key))!;
        expect(await within.jobs.change(key, job.version, { slot: (job.slot ?? 0) + 1 })).toBeDefined();
      });
    await Promise.all(Array.from({ length: 6 }, (_, i) => raise(keys[i % 2]!, i % 3 === 0 ? keys : keys.toReversed())));
    expect((await store.jobs.getMany(keys)).map((job) => job.slot)).toEqual([3, 3]);
    expect(await store.transaction((within) => within.jobs.lock(["00".repeat(32)]))).toEqual([]);
  });

  it("refuse the outer repositories and nesting inside", async () => {
    const inside = { code: "INSIDE_TRANSACTION" };
    await expect(store.transaction(() => store.jobs.get("00".repeat(32)))).rejects.toMatchObject(inside);
    await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toMatchObject(inside);
    await expect(store.transaction(() => store.effects.flush())).rejects.toMatchObject(inside);
  });
});
