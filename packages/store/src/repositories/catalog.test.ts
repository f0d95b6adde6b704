import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { newJob, newMachine, newProvider } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

describe("logs", () => {
  it("take each piece once and in order, whatever is repeated or missing", async () => {
    const { job } = await store.jobs.insert(newJob());
    const piece = (n: number) => Uint8Array.of(n);
    const key = "ab".repeat(32);
    expect(await store.logs.append(job.key, 1, key, 0, [piece(0), piece(1)], 100)).toBe(2);
    expect(await store.logs.append(job.key, 1, key, 1, [piece(1), piece(2)], 100)).toBe(3);
    expect(await store.logs.append(job.key, 1, key, 5, [piece(5)], 100)).toBe(3);
    expect(await store.logs.append(job.key, 2, key, 0, [piece(9)], 100)).toBe(1);
    const all = await store.logs.read(job.key, { limit: 10 });
    expect(all.map(({ attempt, seq, chunk }) => [attempt, seq, chunk[0]])).toEqual([
      [1, 0, 0],
      [1, 1, 1],
      [1, 2, 2],
      [2, 0, 9],
    ]);
    expect(await store.logs.read(job.key, { limit: 10, after: { attempt: 1, seq: 1 } })).toHaveLength(2);
    expect(await store.logs.read(job.key, { limit: 10, attempt: 2 })).toHaveLength(1);
    const logged = (await store.jobs.events(job.key, 0, 10)).map((e) => e.body).filter((e) => e.type === "log");
    expect(logged).toEqual([
      { type: "log", attempt: 1, from: 0, to: 1 },
      { type: "log", attempt: 1, from: 2, to: 2 },
      { type: "log", attempt: 2, from: 0, to: 0 },
    ]);
  });

  it("are cut off where they get too long, one attempt's apart from another's", async () => {
    const { job } = await store.jobs.insert(newJob());
    const append = (attempt: number, seq: number, size: number) =>
      store.logs.append(job.key, attempt, "ab".repeat(32), seq, [new Uint8Array(size)], 100);
    expect(await append(1, 0, 60)).toBe(1);
    expect(await append(1, 1, 41)).toBe("full");
    expect(await append(1, 0, 60)).toBe(1);
    expect(await append(1, 1, 40)).toBe(2);
    expect(await append(1, 2, 1)).toBe("full");
    expect(await append(2, 0, 100)).toBe(1);
  });
});

describe("participants", () => {
  it("are replaced by slot and found by their keys", async () => {
    await store.providers.put(newProvider(1));
    await store.providers.put(newProvider(1, { hot: "Z".repeat(60), stake: 10n ** 15n }));
    expect(await store.providers.byHot("Z".repeat(60))).toMatchObject({ slot: 1, stake: 10n ** 15n, hubs: [0] });
    expect(await store.providers.byOwner("O".repeat(60))).toMatchObject({ slot: 1 });
    expect((await store.providers.list(10, 0)).map((p) => p.slot)).toEqual([1]);
    const hub = {
      slot: 0,
      owner: "A".repeat(60),
      hot: "B".repeat(60),
      bond: 5n,
      exposure: 0n,
      minFee: 1n,
      paused: false,
      changedTick: 1,
    };
    await store.hubs.put(hub);
    await store.hubs.put({ ...hub, paused: true });
    expect(await store.hubs.list()).toEqual([{ ...hub, paused: true }]);
  });

  it("keep a machine's place in its feed over a new hello", async () => {
    await store.providers.hello(1, newMachine("m", 1));
    expect(await store.providers.hello(1, newMachine("m", 4))).toMatchObject({ cursor: 0, description: { slots: 4 } });
    expect(await store.providers.machines(1)).toHaveLength(1);
    expect(await store.providers.machines()).toHaveLength(1);
  });

  it("stay as they were seen last, whatever comes late, until the chain takes another course", async () => {
    const late = newProvider(77, { owner: "L".repeat(60), hot: "L".repeat(60), changedTick: 90, stake: 1n });
    const now = { ...late, changedTick: 100, stake: 2n };
    const stake = async () => (await store.providers.get(late.slot))?.stake;
    await store.providers.put(now);
    await store.providers.put(late);
    expect(await stake()).toBe(2n);
    await store.providers.put({ ...now, stake: 3n });
    expect(await stake()).toBe(3n);
    await store.projection.rewind(80);
    await store.providers.put(late);
    expect(await stake()).toBe(1n);
  });
});

describe("models", () => {
  it("know their place on the chain", async () => {
    const chain = {
      slot: 4,
      digest: `sha256:${"1".repeat(64)}`,
      creator: "C".repeat(60),
      royalty: 5n,
      accessPrice: 70n,
      active: true,
      parentShareBps: 0,
      changedTick: 2,
    };
    await store.models.putChain({ ...chain, parent: 3 });
    await store.models.putChain(chain);
    expect(await store.models.chainByDigest(chain.digest)).toEqual(chain);
    expect(await store.models.chainByDigests([chain.digest, "sha256:other"])).toEqual([chain]);
    expect(await store.models.chainBySlot(4)).toEqual(chain);
  });
});
