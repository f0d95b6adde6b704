import { randomBytes } from "node:crypto";
import { type LeaseToken, OfferBook, restsUntil } from "@qubix/market";
import type { AttemptMetrics, JobSpec } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { openTestStore } from "@qubix/store/testing";
import { newJob, newMachine, newProvider } from "@qubix/store/testing/fixtures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Expectations } from "./expectations.ts";
import { Judge } from "./judge.ts";

const PROGRAM = `sha256:${"ab".repeat(32)}`;
const spec = {
  ...{ version: 1, kind: "wasm", program: { digest: PROGRAM, size: 8 }, arguments: [], environment: {}, inputs: [] },
  ...{ limits: { fuel: "1000", memoryMiB: 64, wallSeconds: 60, outputBytes: 0 }, seal: "00".repeat(32) },
} as JobSpec;

let store: Store;
let lease: LeaseToken;
const judge = () => new Judge(store, new OfferBook({ hub: 0, lockBps: 10_000 }));

beforeAll(async () => {
  store = await openTestStore();
  lease = (await store.leases.acquire("matcher:0", "me", 600_000))!;
  for (const slot of [1, 2, 3, 4]) {
    await store.providers.put(newProvider(slot, { capacity: 100 }));
    await store.providers.hello(slot, newMachine("m", 100));
  }
});
afterAll(() => store.close());

/** A job of which an attempt of each of these providers ended so. */
async function jobWith(ends: { provider: number; how: "revoked" | "declined" | "paid"; metrics?: AttemptMetrics }[]) {
  const { job } = await store.jobs.insert(newJob({ spec: JSON.stringify(spec), replicas: 7 }));
  await store.jobs.change(job.key, 1, { state: "funded" });
  await store.waiting.add(job.key, [0, 1, 2, 3, 4, 5, 6]);
  const items = ends.map(({ provider }, replica) => ({
    ...{ jobKey: job.key, jobVersion: 2, replica, provider, machine: "m", price: 1n, attempt: replica + 1 },
  }));
  const intent = { procedure: "AssignJobs", owner: "hub" as const, jobKeys: [], payload: {} };
  const outcomes = await store.attempts.reserve(lease, { ...intent, id: randomBytes(8).toString("hex") }, items);
  for (const [i, { how, metrics }] of ends.entries()) {
    const outcome = outcomes[i]!;
    if (!outcome.ok) throw new Error(outcome.reason);
    const { id, version } = outcome.attempt;
    const patch = how === "paid" ? { state: "settled" as const } : { state: "ended" as const, endReason: how };
    await store.attempts.change(id, version, { ...patch, ...(metrics && { metrics }) });
  }
  const runs = ends.flatMap(({ provider, how }, i) =>
    how === "paid" ? [{ provider, attempt: i + 1, outcome: "paid-majority" as const, paid: "1", slashed: "0" }] : [],
  );
  const { version } = (await store.jobs.get(job.key))!;
  await store.jobs.change(job.key, version, { receipt: { runs, tick: 90 } as never });
  return job.key;
}

describe("judging attempts", () => {
  it("learns health and needs, each attempt once, and forgets nothing with a restart", async () => {
    const metrics = { wallMs: 2_000, fuelUsed: "500", memoryMiB: 20 };
    // Who declines rests for moments, which a busy machine may take for this test.
    const began = store.clock.now();
    await jobWith([
      { provider: 1, how: "revoked" },
      { provider: 2, how: "declined" },
      ...[3, 3, 3, 3, 3].map((provider) => ({ provider, how: "paid" as const, metrics })),
    ]);
    const first = judge();
    expect((await first.step()).changed.map(({ provider }) => provider).sort()).toEqual([1, 2]);
    expect(await first.step()).toEqual({ changed: [], more: false });
    const again = judge();
    expect(await again.step()).toEqual({ changed: [], more: false });
    expect([...(await again.health())]).toMatchObject([
      { provider: 1, level: 1 },
      { provider: 2, declines: 1 },
    ]);
    expect(again.of(1)).toEqual(first.of(1));
    expect(restsUntil(again.of(2), began)).toBeGreaterThan(began);
    const [row] = await store.history.statistics([`program:${PROGRAM}`]);
    expect(row).toMatchObject({ hardware: "any", runs: 5 });
    const expected = (await new Expectations(store).of([PROGRAM])).get(PROGRAM)!;
    expect(expected / 2_000).toBeCloseTo(1, 1);
  });

  it("blames the job, and no further provider, once two others have failed on it", async () => {
    const before = judge();
    await before.step();
    const levels = () => Promise.resolve([1, 2, 3, 4].map((slot) => before.of(slot).level));
    const [one, two] = await levels();
    await jobWith([1, 2, 3, 4].map((provider) => ({ provider, how: "revoked" as const })));
    await before.step();
    expect(await levels()).toEqual([one, two, 0, 0]);
  });

  it("lets only one of two leaders learn from an attempt", async () => {
    await jobWith([{ provider: 4, how: "revoked" }]);
    const both = [judge(), judge()];
    const steps = await Promise.all(both.map((one) => one.step()));
    expect(steps.flatMap(({ changed }) => changed)).toMatchObject([{ provider: 4, level: 1 }]);
    expect([...(await judge().health())].find(({ provider }) => provider === 4)).toMatchObject({ level: 1 });
  });
});
