import type { ChainEventRecord } from "@qubix/market";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { systemClock } from "../system-clock.ts";
import { newJob } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";
import { epochsOf, monthOf } from "./partition-range.ts";

const DAY_MS = 86_400_000;

describe("ranges of partitions", () => {
  it("meet without gap or overlap, and hold what they are made for", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.integer({ min: 0, max: 60_000 }),
        (time, epoch) => {
          const [month, next] = [monthOf("t", time), monthOf("t", time, 1)];
          expect(next.from).toBe(month.to);
          expect(
            `'${new Date(time).toISOString()}'` >= month.from && `'${new Date(time).toISOString()}'` < month.to,
          ).toBe(true);
          expect(month.name < next.name).toBe(true);
          const [epochs, later] = [epochsOf("t", epoch), epochsOf("t", epoch, 1)];
          expect(later.from).toBe(epochs.to);
          expect(epoch >= Number(epochs.from) && epoch < Number(epochs.to)).toBe(true);
          expect(epochs.name < later.name).toBe(true);
        },
      ),
    );
  });
});

describe("partitions", () => {
  let now = Date.UTC(2026, 0, 20);
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore({ clock: { ...systemClock, now: () => now } });
  });
  afterAll(() => store.close());

  const keep = { jobEventsMs: 100 * DAY_MS, chainEpochs: 26, chainIndexMs: 100 * DAY_MS };
  const event = (seq: bigint, epoch: number): ChainEventRecord => ({
    ...{
      seq,
      epoch,
      tick: 100,
      type: 1,
      slot: 0,
      other: 0,
      amount: 0n,
      key: "ab".repeat(32),
      chainHash: "00".repeat(32),
    },
  });

  it("take rows that came before them, and lose nothing that is kept", async () => {
    const { job } = await store.jobs.insert(newJob());
    await store.jobs.appendEvents(job.key, [{ type: "state", state: "funded" }]);
    const before = await store.jobs.events(job.key, 0, 10);
    const cursor = { initialTick: 1, epoch: 200, tick: 100, nextSeq: 2n, chainHash: "00".repeat(32) };
    expect(await store.projection.advance(undefined, cursor, [event(0n, 100), event(1n, 200)])).toBe(true);

    const { made } = await store.partitions.maintain(200, keep);
    const index = (month: string) => [`chain_ticks_m${month}`, `chain_transactions_m${month}`];
    expect(made).toEqual([
      ...["job_events_m2026_01", "chain_events_e00195", ...index("2026_01")],
      ...["job_events_m2026_02", "chain_events_e00208", ...index("2026_02")],
    ]);
    expect(await store.partitions.maintain(200, keep)).toEqual({ made: [], dropped: [] });
    expect(await store.jobs.events(job.key, 0, 10)).toEqual(before);
    expect((await store.projection.events(0n, 10)).map(({ seq }) => seq)).toEqual([0n, 1n]);

    now += 60 * DAY_MS;
    await store.jobs.appendEvents(job.key, [{ type: "state", state: "matched" }]);
    expect((await store.partitions.maintain(230, keep)).dropped).toEqual([]);
    expect((await store.jobs.events(job.key, 0, 10)).length).toBe(before.length + 1);
  });

  it("go when all in them is too old, and only then", async () => {
    now = Date.UTC(2026, 5, 1);
    const { dropped } = await store.partitions.maintain(300, keep);
    const epochs = ["00195", "00208", "00221", "00234"].map((first) => `chain_events_e${first}`);
    const months = ["chain_ticks", "chain_transactions", "job_events"].map((table) => `${table}_m2026_01`);
    expect(dropped.sort()).toEqual([...epochs, ...months]);
    // What came before there were partitions lies in the one for the rest, and stays.
    expect((await store.projection.events(0n, 10)).map(({ seq }) => seq)).toEqual([0n]);
  });

  it("are made while others write, which fails nobody", async () => {
    for (let round = 1; round <= 4; round++) {
      now += 100 * DAY_MS;
      const writers = Array.from({ length: 6 }, async () => {
        const { job } = await store.jobs.insert(newJob());
        for (let n = 0; n < 10; n++) await store.jobs.appendEvents(job.key, [{ type: "state", state: "funded" }]);
        return store.jobs.events(job.key, 0, 20);
      });
      const making = store.partitions.maintain(300, { ...keep, jobEventsMs: 1_000 * DAY_MS });
      const [{ made }, ...all] = await Promise.all([making, ...writers]);
      expect(made.filter((name) => name.startsWith("job_events"))).not.toEqual([]);
      for (const events of all) expect(events).toHaveLength(11);
    }
  });
});
