import type { LeaseToken, NewIntent, Reservation } from "@qubix/market";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { newJob, newMachine, newProvider } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
let lease: LeaseToken;
let lastIntent = 0;

beforeAll(async () => {
  store = await openTestStore();
  lease = (await store.leases.acquire("matcher:0", "me", 600_000))!;
});
afterAll(() => store.close());

const intent = (): NewIntent => ({
  id: `assign:${++lastIntent}`,
  procedure: "AssignJobs",
  owner: "hub",
  jobKeys: [],
  payload: { hub: 0 },
});

async function waitingJob(replicas = 2): Promise<string> {
  const { job } = await store.jobs.insert(newJob({ replicas }));
  await store.jobs.change(job.key, 1, { state: "funded" });
  await store.waiting.add(
    job.key,
    Array.from({ length: replicas }, (_, i) => i),
  );
  return job.key;
}

const reservation = (jobKey: string, replica: number, provider: number, machine = "m"): Reservation => ({
  jobKey,
  jobVersion: 2,
  replica,
  provider,
  machine,
  price: 10n,
  attempt: replica + 1,
});

describe("reservations", () => {
  it("commit attempts, the job's state, the waiting rows and the intent together", async () => {
    await store.providers.put(newProvider(1));
    await store.providers.hello(1, newMachine("m", 2));
    const key = await waitingJob();
    const outcomes = await store.attempts.reserve(
      lease,
      intent(),
      [0, 1].map((replica) => reservation(key, replica, 1)),
    );
    expect(outcomes).toMatchObject([
      { ok: true, attempt: { state: "reserved", replica: 0 } },
      { ok: true, attempt: { replica: 1 } },
    ]);
    expect(await store.jobs.get(key)).toMatchObject({ state: "matched" });
    expect((await store.waiting.list(1000)).filter((row) => row.jobKey === key)).toEqual([]);
    const { intent: written } = (await store.transactions.intent(`assign:${lastIntent}`))!;
    expect(written).toMatchObject({
      jobKeys: [key],
      payload: { hub: 0, attempts: [expect.any(Number), expect.any(Number)] },
    });
    expect(await store.attempts.ofIntent(written.id)).toHaveLength(2);
  });

  it("never exceed capacity or slots, whoever asks at once", async () => {
    await store.providers.put(newProvider(2, { capacity: 5, live: 1 }));
    await store.providers.hello(2, newMachine("a", 3));
    await store.providers.hello(2, newMachine("b", 9));
    const keys = await Promise.all(Array.from({ length: 8 }, () => waitingJob(1)));
    const outcomes = await Promise.all(
      keys.map((key, i) => store.attempts.reserve(lease, intent(), [reservation(key, 0, 2, i < 5 ? "a" : "b")])),
    );
    const made = outcomes.flat().filter((outcome) => outcome.ok);
    expect(made).toHaveLength(4); // capacity 5, one of it live on the chain
    expect(made.filter((outcome) => outcome.attempt.machine === "a").length).toBeLessThanOrEqual(3);
    const refusals = outcomes.flat().flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]));
    for (const reason of refusals) expect(["provider-full", "machine-full"]).toContain(reason);
  });

  it("take a replica once, and refuse changed jobs, item by item", async () => {
    await store.providers.put(newProvider(3, { capacity: 9 }));
    await store.providers.hello(3, newMachine("m", 9));
    const key = await waitingJob(1);
    const gone = await waitingJob(1);
    await store.jobs.change(gone, 2, { state: "cancelled", closeReason: "cancelled" });
    const items = [
      reservation(key, 0, 3),
      reservation(key, 0, 3),
      reservation(gone, 0, 3),
      reservation("00".repeat(32), 0, 3),
    ];
    const outcomes = await store.attempts.reserve(lease, intent(), items);
    expect(outcomes.map((outcome) => outcome.ok || outcome.reason)).toEqual([
      true,
      "not-waiting",
      "job-changed",
      "job-changed",
    ]);
    const none = intent();
    await store.attempts.reserve(lease, none, [reservation(key, 0, 3)]);
    expect(await store.transactions.intent(none.id)).toBeUndefined();
  });

  it("are refused to a leader of yesterday", async () => {
    const old = (await store.leases.acquire("matcher:9", "old", 600_000))!;
    await store.leases.release(old, "old");
    const next = (await store.leases.acquire("matcher:9", "new", 600_000))!;
    expect(next.epoch).toBe(old.epoch + 1);
    await expect(store.attempts.reserve(old, intent(), [])).rejects.toMatchObject({ code: "STALE_LEASE" });
  });
});

describe("attempts", () => {
  it("move to the end of their machine's feed when there is news, and free their slot at a commitment", async () => {
    await store.providers.put(newProvider(4));
    await store.providers.hello(4, newMachine("m", 1));
    const [key, next] = [await waitingJob(1), await waitingJob(1)];
    const [outcome] = await store.attempts.reserve(lease, intent(), [reservation(key, 0, 4)]);
    if (!outcome?.ok) throw new Error("not reserved");
    const { id } = outcome.attempt;
    const assigned = (await store.attempts.change(id, 1, { state: "assigned", assignment: 77, leaseUntil: 500 }))!;
    expect(assigned.cursor).toBe(1);
    const running = (await store.attempts.change(id, 2, { phase: "running", progress: 0.5 }))!;
    expect(running.cursor).toBe(1);
    expect((await store.attempts.ofMachine(4, "m", 0, 10)).map((attempt) => attempt.id)).toEqual([id]);
    expect(await store.attempts.ofMachine(4, "m", 1, 10)).toEqual([]);
    expect((await store.attempts.byAssignment(77))?.id).toBe(id);
    expect((await store.attempts.find(key, 1))?.id).toBe(id);

    expect(await store.attempts.reserve(lease, intent(), [reservation(next, 0, 4)])).toEqual([
      { ok: false, reason: "machine-full" },
    ]);
    await store.attempts.change(id, 3, { state: "committed", commitment: "ee".repeat(32) });
    expect(await store.attempts.reserve(lease, intent(), [reservation(next, 0, 4)])).toMatchObject([{ ok: true }]);
  });

  it("lose a stale change, refuse a step back, and tell the job's feed", async () => {
    await store.providers.put(newProvider(5));
    await store.providers.hello(5, newMachine("m", 1));
    const key = await waitingJob(1);
    const [outcome] = await store.attempts.reserve(lease, intent(), [reservation(key, 0, 5)]);
    if (!outcome?.ok) throw new Error("not reserved");
    const { id } = outcome.attempt;
    expect(await store.attempts.change(id, 9, { state: "assigned" })).toBeUndefined();
    await store.attempts.change(id, 1, { state: "ended", endReason: "declined" });
    await expect(store.attempts.change(id, 2, { state: "assigned" })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    const events = (await store.jobs.events(key, 0, 10)).map((event) => event.body);
    expect(events).toContainEqual({
      type: "attempt",
      attempt: 1,
      replica: 0,
      provider: 5,
      state: "ended",
      endReason: "declined",
    });
  });
});

describe("leases", () => {
  it("have one holder at a time", async () => {
    const got = await Promise.all(["a", "b", "c"].map((holder) => store.leases.acquire("watcher", holder, 600_000)));
    expect(got.filter(Boolean)).toHaveLength(1);
    const holder = ["a", "b", "c"][got.findIndex(Boolean)]!;
    const token = got.find(Boolean)!;
    expect(await store.leases.acquire("watcher", holder, 600_000)).toEqual(token);
    expect(await store.leases.renew(token, holder, 600_000)).toBe(true);
    expect(await store.leases.holds(token)).toBe(true);
  });

  it("pass on when they end", async () => {
    const token = (await store.leases.acquire("short", "a", 1))!;
    await expect.poll(() => store.leases.holds(token)).toBe(false);
    expect(await store.leases.renew(token, "a", 1000)).toBe(false);
    expect(await store.leases.acquire("short", "b", 1000)).toEqual({ name: "short", epoch: token.epoch + 1 });
  });
});
