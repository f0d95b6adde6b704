import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { newJob, newMachine, newProvider } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const states = async (key: string) =>
  (await store.jobs.events(key, 0, 50)).map(({ body }) => ("state" in body ? body.state : body.type));

describe("many at once", () => {
  it("jobs are inserted whole, lists and all, and a repeat finds what is there", async () => {
    const fresh = [newJob({ providers: [] }), newJob({ providers: [7, 9], name: 'one, {two} "three"' })];
    const first = await store.jobs.insertMany(fresh);
    expect(first.map(({ created }) => created)).toEqual([true, true]);
    const again = await store.jobs.insertMany([...fresh, newJob()]);
    expect(again.map(({ created }) => created)).toEqual([false, false, true]);
    expect(again.slice(0, 2).map(({ job }) => job)).toEqual(first.map(({ job }) => job));
    for (const [i, { key }] of fresh.entries()) expect(await store.jobs.get(key)).toEqual(first[i]!.job);
  });

  it("each change of a job stands for itself: what another has overtaken changes nothing", async () => {
    const [a, b, c] = (await store.jobs.insertMany([newJob(), newJob(), newJob()])).map(({ job }) => job);
    const changed = await store.jobs.changeMany([
      { key: a!.key, version: 1, patch: { state: "funded", slot: 4 } },
      { key: b!.key, version: 9, patch: { state: "funded" } },
      { key: a!.key, version: 1, patch: { state: "matched" } },
      {
        key: c!.key,
        version: 1,
        patch: { refusal: "no" },
        events: [{ type: "receipt", closeReason: "dropped", tick: 1 }],
      },
    ]);
    expect(changed).toEqual([await store.jobs.get(a!.key), undefined, undefined, await store.jobs.get(c!.key)]);
    expect(changed[0]).toMatchObject({ state: "funded", slot: 4, version: 2 });
    expect(changed[3]).toMatchObject({ state: "submitted", refusal: "no" });
    expect(await states(a!.key)).toEqual(["submitted", "funded"]);
    expect(await states(b!.key)).toEqual(["submitted"]);
    expect(await states(c!.key)).toEqual(["submitted", "receipt"]);
    const [cleared] = await store.jobs.changeMany([{ key: a!.key, version: 2, patch: { slot: null } }]);
    expect(cleared?.slot).toBeUndefined();
    expect(await store.jobs.get(a!.key)).toEqual(cleared);
  });

  it("attempts change with their jobs' feeds and their machines'", async () => {
    await store.providers.putMany([newProvider(62), newProvider(61)]);
    for (const provider of [61, 62]) await store.providers.hello(provider, newMachine("m", 2));
    const lease = (await store.leases.acquire("matcher", "me", 600_000))!;
    const jobs = (await store.jobs.insertMany([newJob(), newJob()])).map(({ job }) => job);
    await store.jobs.changeMany(jobs.map(({ key }) => ({ key, version: 1, patch: { state: "funded" as const } })));
    await store.waiting.addMany(jobs.map(({ key }) => ({ jobKey: key, replicas: [0, 1] })));
    const items = jobs.flatMap(({ key }) =>
      [0, 1].map((replica) => {
        return { jobKey: key, jobVersion: 2, replica, provider: 61 + replica, machine: "m", price: 5n };
      }),
    );
    const intent = { id: "many", procedure: "AssignJobs", owner: "hub" as const, jobKeys: [], payload: {} };
    const outcomes = await store.attempts.reserve(lease, intent, items);
    const attempts = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.attempt] : []));
    expect(await store.attempts.ofIntents(["many"])).toEqual(attempts);
    const changed = await store.attempts.changeMany(
      attempts.map(({ id, version }, i) => {
        return { id, version: i === 3 ? 7 : version, patch: { state: "assigned" as const, attempt: i + 1 } };
      }),
    );
    expect(changed.map((row) => row?.cursor)).toEqual([1, 1, 2, undefined]);
    for (const row of changed) if (row) expect(await store.attempts.get(row.id)).toEqual(row);
    const names = [0, 1].map((i) => ({ jobKey: jobs[i]!.key, attempt: 1 + 2 * i }));
    expect((await store.attempts.findMany(names)).map(({ id }) => id).sort()).toEqual([
      attempts[0]!.id,
      attempts[2]!.id,
    ]);
    expect(await states(jobs[1]!.key)).toEqual(["submitted", "funded", "matched", "assigned"]);
  });

  it("transactions move with the feeds of their jobs, and intents end once", async () => {
    const { job } = await store.jobs.insert(newJob());
    const plans = ["first", "second"].map((id) => ({
      ...{ id, procedure: "CancelJob", owner: "user" as const, jobKeys: [job.key], payload: { a: [1, "x"] } },
      versions: [1, 2].map((version) => ({
        ...{ version, id: randomBytes(30).toString("hex").replace(/[0-9]/g, "z"), source: "S".repeat(60) },
        ...{ tick: 10 + version, bytes: Uint8Array.of(1, version) },
      })),
    }));
    await store.transactions.planMany(plans);
    const again = await store.transactions.planMany([{ ...plans[0]!, procedure: "Other", versions: [] }]);
    expect(again).toMatchObject([{ id: "first", procedure: "CancelJob", payload: { a: [1, "x"] } }]);
    const open = await store.transactions.intents(["first", "second"]);
    expect(open.map(({ versions }) => versions.map(({ bytes }) => bytes[1]))).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const [a, b] = open.map(({ versions }) => versions[0]!.id) as [string, string];
    const moves = await store.transactions.moveMany([
      { id: a, from: "signed", to: "sent" },
      { id: b, from: "sent", to: "included" },
      { id: a, from: "signed", to: "sent" },
    ]);
    expect(moves).toEqual([true, false, false]);
    await expect(
      store.transactions.moveMany([
        { id: b, from: "signed", to: "sent" },
        { id: a, from: "sent", to: "effect" },
      ]),
    ).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect((await store.transactions.get(b))?.state).toBe("signed");
    const ends = [
      { intent: "first", state: "done" as const },
      { intent: "first", state: "refused" as const },
    ];
    expect(await store.transactions.closeMany(ends)).toEqual([true, false]);
    expect((await states(job.key)).filter((state) => state === "sent")).toEqual(["sent"]);
  });
});
