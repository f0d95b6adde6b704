import type { IndexedTransaction } from "@qubix/market";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { openTestStore } from "../testing/open-test-store.ts";

const [ALICE, BOB, CAROL] = ["aa", "bb", "cc"].map((two) => two.repeat(32)) as [string, string, string];

function transaction(tick: number, place: number, source: string, destination: string): IndexedTransaction {
  return {
    ...{ tick, place, time: 1_700_000_000_000 + tick, source, destination, amount: BigInt(tick), inputType: place },
    digest: tick.toString(16).padStart(32, "0") + place.toString(16).padStart(32, "0"),
    input: new Uint8Array(place),
    signature: "ef".repeat(64),
  };
}
const tickOf = (tick: number, transactions: number) => ({
  ...{ tick, epoch: 1, time: 1_700_000_000_000 + tick, leader: tick % 676, transactions },
});

describe("the index of the chain", () => {
  let store: Store;
  const all = [
    transaction(10, 0, ALICE, BOB),
    transaction(10, 1, BOB, ALICE),
    transaction(11, 0, ALICE, ALICE),
    transaction(13, 0, CAROL, BOB),
    transaction(13, 2, ALICE, CAROL),
  ];
  beforeAll(async () => {
    store = await openTestStore();
    expect(await store.chainIndex.span()).toBeUndefined();
    const ticks = [tickOf(10, 2), tickOf(11, 1), tickOf(13, 3)];
    await store.chainIndex.put({ from: 10, to: 13 }, { from: 10, to: 13, ticks, transactions: all });
  });
  afterAll(() => store.close());

  async function everything(publicKey?: string): Promise<string[]> {
    const places: string[] = [];
    for (let after: [number, number] | undefined; ; ) {
      const page = await store.chainIndex.transactions({ limit: 1, after, publicKey });
      places.push(...page.items.map(({ tick, place }) => `${tick}.${place}`));
      if (!page.next) return places;
      after = page.next;
    }
  }

  it("lists ticks and transactions from the newest on, page by page", async () => {
    const first = await store.chainIndex.ticks({ limit: 2 });
    expect(first.items).toEqual([tickOf(13, 3), tickOf(11, 1)]);
    expect((await store.chainIndex.ticks({ limit: 2, after: first.next })).items).toEqual([tickOf(10, 2)]);
    expect(await everything()).toEqual(["13.2", "13.0", "11.0", "10.1", "10.0"]);
  });

  it("finds what somebody sent or got, each once", async () => {
    expect(await everything(ALICE)).toEqual(["13.2", "11.0", "10.1", "10.0"]);
    expect(await everything(CAROL)).toEqual(["13.2", "13.0"]);
    expect(await everything("dd".repeat(32))).toEqual([]);
    expect(await store.chainIndex.transaction(all[4]!.digest)).toEqual(all[4]);
    expect(await store.chainIndex.transaction("00".repeat(32))).toBeUndefined();
  });

  it("replaces ticks, and forgets those that another course of the chain doesn't have", async () => {
    const other = transaction(13, 0, BOB, CAROL);
    await store.chainIndex.put(
      { from: 10, to: 13 },
      { from: 12, to: 13, ticks: [tickOf(13, 1)], transactions: [other] },
    );
    expect(await everything()).toEqual(["13.0", "11.0", "10.1", "10.0"]);
    expect(await everything(ALICE)).toEqual(["11.0", "10.1", "10.0"]);
    const cursor = { initialTick: 1, epoch: 1, tick: 10, nextSeq: 0n, chainHash: "00".repeat(32) };
    await store.projection.rollBack(cursor);
    expect(await everything()).toEqual(["10.1", "10.0"]);
    expect(await store.chainIndex.span()).toEqual({ from: 10, to: 10 });
    await store.projection.rollBack({ ...cursor, tick: 5 });
    expect([await everything(), await store.chainIndex.span()]).toEqual([[], undefined]);
  });
});
