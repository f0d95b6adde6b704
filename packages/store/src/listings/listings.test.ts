import type { JobListing, Page } from "@qubix/market";
import type { ReceiptDocument } from "@qubix/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { systemClock } from "../system-clock.ts";
import { newJob, newMachine, newProvider } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

const START = 1_700_000_000_000;
const OWN = "M".repeat(60);
let now = START;
let store: Store;
const keys: string[] = [];

beforeAll(async () => {
  store = await openTestStore({ clock: { ...systemClock, now: () => now } });
  for (let i = 0; i < 30; i++) {
    if (i % 3 === 0) now += 1_000; // three of the same time
    const { job } = await store.jobs.insert(
      newJob({
        requester: i % 2 === 0 ? OWN : "N".repeat(60),
        kind: i % 5 === 0 ? "onnx" : "wasm",
        name: `Batch-${i} of resnet_50`,
        visibility: i % 10 === 9 ? "private" : "public",
        ...(i % 4 === 0 && { model: 7 }),
      }),
    );
    keys.push(job.key);
  }
  now += 10_000;
});
afterAll(() => store.close());

/** All items, page by page. */
async function all<Item, Position>(
  page: (after: Position | undefined) => Promise<Page<Item, Position>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: Position | undefined;
  do {
    const { items: more, next } = await page(after);
    items.push(...more);
    after = next;
  } while (after !== undefined);
  return items;
}

const jobs = (filter: Partial<JobListing>) =>
  all((after: JobListing["after"]) =>
    store.listings.jobs({ privateOf: "nobody", sort: "newest", limit: 4, after, ...filter }),
  );
const numbers = async (filter: Partial<JobListing>) =>
  (await jobs(filter)).map(({ key }) => keys.indexOf(key)).sort((a, b) => a - b);
const where = (test: (i: number) => boolean) => [...keys.keys()].filter((i) => i % 10 !== 9 && test(i));

describe("jobs", () => {
  it("come in order and each once, whatever the size of pages", async () => {
    const newest = await jobs({ privateOf: "everybody" });
    expect(newest.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
    const times = newest.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const oldest = await jobs({ privateOf: "everybody", sort: "oldest" });
    expect(oldest.map(({ createdAt }) => createdAt)).toEqual(times.toReversed());
  });

  it("are found by each filter, and by several at once", async () => {
    expect(await numbers({ requester: OWN })).toEqual(where((i) => i % 2 === 0));
    expect(await numbers({ kind: "onnx" })).toEqual(where((i) => i % 5 === 0));
    expect(await numbers({ model: 7, requester: OWN })).toEqual(where((i) => i % 4 === 0));
    expect(await numbers({ states: ["settled", "failed"] })).toEqual([]);
    expect(await numbers({ search: "batch 12" })).toEqual([12]);
    expect(await numbers({ search: "RES 50" })).toEqual(where(() => true));
    expect(await numbers({ search: "':* | !" })).toEqual([]);
    expect(await numbers({ createdAfter: START + 1_000, createdBefore: START + 3_000 })).toEqual([3, 4, 5]);
  });

  it("are left out where they are private, except for their requesters", async () => {
    expect(await numbers({})).toEqual(where(() => true));
    expect(await numbers({ privateOf: { identity: "N".repeat(60) }, requester: "N".repeat(60) })).toEqual(
      [...keys.keys()].filter((i) => i % 2 === 1),
    );
  });
});

it("lists providers and machines by what they have", async () => {
  for (let slot = 0; slot < 9; slot++) {
    const provider = newProvider(slot, {
      stake: BigInt(1000 * (slot % 3)),
      minPrice: BigInt(100 - slot),
      hubs: [slot % 2],
    });
    await store.providers.put(provider);
    await store.providers.hello(slot, { ...newMachine(`m${slot}`, 2), ...(slot > 4 && { region: "eu" }) });
  }
  const listed = async (sort: "slot" | "stake" | "price", more = {}) =>
    (
      await all((after: [bigint, number] | undefined) => store.listings.providers({ sort, limit: 2, after, ...more }))
    ).map(({ slot }) => slot);
  expect(await listed("slot")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await listed("stake")).toEqual([2, 5, 8, 1, 4, 7, 0, 3, 6]);
  expect(await listed("price", { hub: 1, minStake: 1000n, maxPrice: 98n })).toEqual([7, 5]);
  const machines = await all((after: [number, string] | undefined) =>
    store.listings.machines({ kind: "wasm", region: "eu", minMemoryMiB: 1024, minStake: 1n, limit: 1, after }),
  );
  expect(machines.map(({ description, owner }) => [description.id, owner.slot])).toEqual([
    ["m5", 5],
    ["m7", 7],
    ["m8", 8],
  ]);
  expect((await store.listings.machines({ kind: "onnx", limit: 9 })).items).toEqual([]);
});

it("lists transactions and attempts of the jobs that one may see", async () => {
  for (const i of [8, 9]) {
    const id = "ab"[i - 8]!.repeat(60);
    await store.transactions.plan({
      id: `create:${i}`,
      procedure: "CreateJob",
      owner: "user",
      jobKeys: [keys[i]!],
      payload: {},
    });
    await store.transactions.addVersion({
      intent: `create:${i}`,
      version: 1,
      id,
      source: OWN,
      tick: 5,
      bytes: new Uint8Array(80),
    });
  }
  const filter = { limit: 10, states: ["signed" as const], procedure: "CreateJob" };
  const open = await store.listings.transactions({ ...filter, privateOf: "nobody" });
  expect(open.items).toMatchObject([{ id: "a".repeat(60), jobKey: keys[8], procedure: "CreateJob" }]);
  expect((await store.listings.transactions({ ...filter, privateOf: "everybody" })).items).toHaveLength(2);
  expect((await store.listings.transactions({ ...filter, privateOf: "everybody", job: keys[9]! })).items).toHaveLength(
    1,
  );
  expect(
    (await store.listings.attempts({ privateOf: "everybody", provider: 1, states: ["reserved"], limit: 5 })).items,
  ).toEqual([]);
});

it("sums up what happened, and lists receipts", async () => {
  const receipt = (tick: number) =>
    ({
      tick,
      ...{ royaltyPaid: "1", hubPaid: "2", burned: "3", refunded: "4", slashed: "0" },
      runs: [{ paid: "100" }, { paid: "50" }],
    }) as unknown as ReceiptDocument;
  for (const [i, state] of (["settled", "settled", "failed", "cancelled"] as const).entries()) {
    now = START + 100_000;
    await store.jobs.change(keys[i]!, 1, { state: "funded" });
    if (i < 2) await store.jobs.change(keys[i]!, 2, { state: "matched" });
    now += 60_000 * (i + 1);
    const { version } = (await store.jobs.get(keys[i]!))!;
    await store.jobs.rollBack(keys[i]!, { state, ...(i < 2 && { receipt: receipt(i) }) });
    expect(version).toBeGreaterThan(1);
  }
  const [sums] = await store.statistics.jobs(START, START + 3_600_000, 3_600_000);
  expect(sums).toMatchObject({ submitted: 30, settled: 2, failed: 1, cancelled: 1, expired: 0 });
  expect(sums!.money).toMatchObject({ paid: 300n, royalties: 2n, hubFees: 4n, burned: 6n, refunded: 8n });
  expect(sums!.match).toEqual({ p50: 99_000, p95: 99_000 });
  expect(sums!.settle.p50).toBeGreaterThan(100_000);
  const minutes = await store.statistics.jobs(START, START + 3_600_000, 60_000);
  expect(minutes.map(({ at }) => (at - START) / 60_000)).toEqual([0, 2, 3, 4, 5]);
  const { jobs: states, locked } = await store.statistics.now();
  expect(states).toEqual({ submitted: 26, settled: 2, failed: 1, cancelled: 1 });
  expect(locked).toBe(0n);
  const receipts = await all((after: [number, string] | undefined) =>
    store.listings.receipts({ privateOf: "nobody", limit: 1, after }),
  );
  expect(receipts.map(({ tick }) => tick)).toEqual([1, 0]);
  expect(await store.statistics.participants()).toEqual({ hubs: 0, providers: 9, models: 0 });
});
