import type { ChainCursor, ChainEventRecord } from "@qubix/market";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { newJob, newMachine, newProvider } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const version = (intent: string, version: number) => ({
  intent,
  version,
  id: `${intent}${version}`.replace(/[^a-z]/g, "").padEnd(59, "x") + "abc"[version - 1],
  source: "S".repeat(60),
  tick: 100 + version,
  bytes: Uint8Array.of(1, 2, version),
});

describe("own transactions", () => {
  it("have one version under way: the next only after a proven absence", async () => {
    const { job } = await store.jobs.insert(newJob());
    const plan = {
      id: "hubs",
      procedure: "AssignJobs",
      owner: "hub",
      jobKeys: [job.key],
      payload: { a: [1] },
    } as const;
    await store.transactions.plan(plan);
    expect(await store.transactions.plan({ ...plan, procedure: "Other" })).toMatchObject(plan);
    const first = version("hubs", 1);
    expect(await store.transactions.addVersion(first)).toMatchObject({ ...first, state: "signed" });
    expect(await store.transactions.addVersion(first)).toMatchObject({ state: "signed" });
    const conflict = { code: "INTENT_CONFLICT" };
    await expect(store.transactions.addVersion(version("hubs", 2))).rejects.toMatchObject(conflict);
    expect(await store.transactions.move(first.id, "signed", "sent")).toBe(true);
    expect(await store.transactions.move(first.id, "signed", "sent")).toBe(false);
    expect(await store.transactions.move(first.id, "sent", "absent")).toBe(true);
    const second = await store.transactions.addVersion(version("hubs", 2));
    await store.transactions.move(second.id, "signed", "included");
    await store.transactions.move(second.id, "included", "refused", 17);
    expect(await store.transactions.get(second.id)).toMatchObject({ code: 17, bytes: Uint8Array.of(1, 2, 2) });
    expect(await store.transactions.close("hubs", "refused")).toBe(true);
    expect(await store.transactions.close("hubs", "done")).toBe(false);
    await expect(store.transactions.addVersion(version("hubs", 3))).rejects.toMatchObject(conflict);
    const feed = (await store.jobs.events(job.key, 0, 20)).map((event) => event.body);
    expect(feed).toContainEqual(expect.objectContaining({ type: "transaction", state: "refused", code: 17 }));
    expect((await store.transactions.ofJob(job.key))[0]?.versions.map((v) => v.state)).toEqual(["absent", "refused"]);
  });

  it("keep a user's ladder whole", async () => {
    await store.transactions.plan({ id: "ladder", procedure: "CreateJob", owner: "user", jobKeys: [], payload: {} });
    for (const n of [1, 2, 3]) await store.transactions.addVersion(version("ladder", n));
    const open = await store.transactions.open(10);
    expect(open.find(({ intent }) => intent.id === "ladder")?.versions.map((v) => v.version)).toEqual([1, 2, 3]);
    await expect(store.transactions.move(version("ladder", 1).id, "signed", "effect")).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });
});

describe("the projection", () => {
  const cursor = (nextSeq: bigint, tick: number): ChainCursor => ({
    initialTick: 1,
    epoch: 5,
    tick,
    nextSeq,
    chainHash: nextSeq.toString(16).padStart(64, "0"),
  });
  const event = (seq: bigint, key = "aa".repeat(32)): ChainEventRecord => ({
    seq,
    tick: Number(seq),
    epoch: 5,
    type: 10,
    slot: 0xffff_ffff,
    other: 0xffff_ffff,
    amount: -5n,
    key,
    chainHash: (seq + 1n).toString(16).padStart(64, "0"),
  });

  it("moves cursor and events together, for whoever stands where it stood", async () => {
    expect(await store.projection.cursor()).toBeUndefined();
    expect(await store.projection.advance(undefined, cursor(2n, 10), [event(0n), event(1n, "bb".repeat(32))])).toBe(
      true,
    );
    expect(await store.projection.advance(undefined, cursor(3n, 11), [event(2n)])).toBe(false);
    const tries = await Promise.all([
      store.projection.advance(cursor(2n, 10), cursor(3n, 11), [event(2n)]),
      store.projection.advance(cursor(2n, 10), cursor(4n, 11), [event(2n), event(3n)]),
    ]);
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect((await store.projection.eventsOf("aa".repeat(32)))[0]).toEqual(event(0n));
  });

  it("is rolled back with what it caused, or not at all", async () => {
    const before = await store.projection.cursor();
    const { job } = await store.jobs.insert(newJob());
    await expect(
      store.transaction(async (within) => {
        await within.projection.advance(before, { ...before!, tick: 99 }, []);
        await within.jobs.change(job.key, 1, { state: "funded" });
        throw new Error("crash");
      }),
    ).rejects.toThrow("crash");
    expect(await store.projection.cursor()).toEqual(before);
    const forgotten = await store.projection.rollBack(cursor(1n, 1));
    expect(forgotten[0]).toEqual(event(1n, "bb".repeat(32)));
    expect(await store.projection.cursor()).toEqual(cursor(1n, 1));
    expect((await store.projection.events(0n, 10)).map((e) => e.seq)).toEqual([0n]);
  });
});

describe("batches", () => {
  it("keep their bundle", async () => {
    const batch = { batch: 1, root: "ab".repeat(32), count: 3, epoch: 5, tick: 10, state: "flushed" } as const;
    await store.batches.put(batch);
    await store.batches.put({ ...batch, invocationId: 2n ** 62n, state: "authorized" });
    await store.batches.putBundle(batch.batch, Uint8Array.of(9));
    await store.batches.putBundle(batch.batch, Uint8Array.of(8));
    await store.batches.put({ ...batch, invocationId: 2n ** 62n, state: "authorized" });
    expect(await store.batches.byRoot(batch.root)).toMatchObject({
      invocationId: 2n ** 62n,
      state: "authorized",
      bundle: Uint8Array.of(9),
    });
    expect(await store.batches.bundle(batch.batch)).toEqual(Uint8Array.of(9));
  });

  it("are awaited while attempts in them wait and nobody has brought the bundle", async () => {
    const { job } = await store.jobs.insert(newJob());
    await store.jobs.change(job.key, 1, { state: "funded" });
    await store.waiting.add(job.key, [0]);
    await store.providers.put(newProvider(70));
    await store.providers.hello(70, newMachine("m", 1));
    const lease = (await store.leases.acquire("matcher", "me", 600_000))!;
    const intent = { id: "awaited", procedure: "AssignJobs", owner: "hub" as const, jobKeys: [], payload: {} };
    const item = { jobKey: job.key, jobVersion: 2, replica: 0, provider: 70, machine: "m", price: 1n };
    const [outcome] = await store.attempts.reserve(lease, intent, [item]);
    if (!outcome?.ok) throw new Error("not reserved");
    const { id } = outcome.attempt;
    const batch = { batch: 40, root: "ab".repeat(32), count: 1, epoch: 5, tick: 10 };
    await store.batches.put({ ...batch, state: "failed" });
    expect(await store.batches.awaited("failed", 10)).toEqual([]);
    await store.attempts.change(id, 1, { state: "assigned", batch: 40 });
    expect((await store.batches.awaited("failed", 10)).map((one) => one.batch)).toEqual([40]);
    expect((await store.attempts.inBatch(40)).map((one) => one.id)).toEqual([id]);
    await store.batches.put({ ...batch, state: "authorized" });
    expect(await store.batches.awaited("failed", 10)).toEqual([]);
    expect((await store.batches.awaited("authorized", 10)).map((one) => one.batch)).toEqual([40]);
    await store.batches.putBundle(40, Uint8Array.of(1));
    expect(await store.batches.awaited("authorized", 10)).toEqual([]);
  });
});
