import { describe, expect, it } from "vitest";
import { encode } from "./codec.ts";
import { type EventCursor, FIRST_EVENT, followEvents } from "./follow-events.ts";
import { LAYOUTS } from "./generated/layouts.ts";
import type { Event } from "./generated/types.ts";
import { chainHashOf } from "./hashes.ts";

const RING = 8;
const PAGE = LAYOUTS.GetEvents_output.fields.flatMap(([, , type]) =>
  typeof type === "string" ? [] : [type.length],
)[0]!;

/** A node that answers GetEvents from a list, keeping the last `ring` of it. */
function nodeWith(events: Event[], ring = RING) {
  return {
    contractIndex: 29,
    async querySmartContract(_index: number, _type: number, input: Uint8Array) {
      const asked = new DataView(input.buffer).getBigUint64(0, true);
      const nextSeq = BigInt(events.length);
      const firstSeq = nextSeq > ring ? nextSeq - BigInt(ring) : 0n;
      const from = Number(asked > firstSeq ? asked : firstSeq);
      const page = events.slice(from, from + PAGE);
      const chainHash = events.at(-1)?.chainHash ?? new Uint8Array(32);
      const head = { tick: 1, epoch: 1, count: page.length, firstSeq, nextSeq, chainHash };
      return encode("GetEvents_output", { ...head, events: page });
    },
  };
}

function history(count: number, salt = 0): Event[] {
  const events: Event[] = [];
  let previous: Uint8Array = new Uint8Array(32);
  for (let i = 0; i < count; i++) {
    const bare = {
      seq: BigInt(i),
      tick: 5,
      epoch: 1,
      type: 10,
      slot: i,
      other: salt,
      amount: 7n,
      key: new Uint8Array(32),
    };
    const event = { ...bare, chainHash: previous };
    event.chainHash = chainHashOf(previous, event);
    previous = event.chainHash;
    events.push(event);
  }
  return events;
}

async function follow(node: ReturnType<typeof nodeWith>, from: EventCursor) {
  const news: string[] = [];
  let cursor = from;
  for await (const item of followEvents(node, from)) {
    if (item.kind === "event") {
      news.push(`${item.event.seq}`);
      cursor = item.cursor;
    } else news.push(item.kind === "gap" ? `gap ${item.from}-${item.to}` : item.kind);
  }
  return { news, cursor };
}

describe("followEvents", () => {
  it("yields everything once, and goes on from its cursor", async () => {
    const events = history(5);
    const first = await follow(nodeWith(events.slice(0, 3)), FIRST_EVENT);
    expect(first.news).toEqual(["0", "1", "2"]);
    expect((await follow(nodeWith(events), first.cursor)).news).toEqual(["3", "4"]);
    expect((await follow(nodeWith(events.slice(0, 3)), first.cursor)).news).toEqual([]);
  });

  it("reads page after page", async () => {
    const { news } = await follow(nodeWith(history(PAGE * 2 + 1), PAGE * 4), FIRST_EVENT);
    expect(news).toHaveLength(PAGE * 2 + 1);
  });

  it("reports what has left the ring", async () => {
    const events = history(20);
    const { cursor } = await follow(nodeWith(events.slice(0, 3)), FIRST_EVENT);
    const { news } = await follow(nodeWith(events), cursor);
    expect(news.slice(0, 2)).toEqual(["gap 3-12", "12"]);
    expect(news.at(-1)).toBe("19");
  });

  it("notices another history: longer, shorter or equally long", async () => {
    const { cursor } = await follow(nodeWith(history(3)), FIRST_EVENT);
    for (const length of [2, 3, 5])
      expect((await follow(nodeWith(history(length, 1)), cursor)).news).toEqual(["rollback"]);
  });

  it("refuses an answer that contradicts itself", async () => {
    const forged = history(4);
    forged[2] = { ...forged[2]!, amount: 1_000_000n };
    await expect(follow(nodeWith(forged), FIRST_EVENT)).rejects.toThrow(/chain hash of event 2/);
    const skipping = history(4);
    skipping.splice(1, 1);
    await expect(follow(nodeWith(skipping), FIRST_EVENT)).rejects.toThrow(/event 2 in the place of 1/);
    const silent = { ...nodeWith([]), querySmartContract: async () => encode("GetEvents_output", emptyAnswer(5n)) };
    await expect(follow(silent, FIRST_EVENT)).rejects.toThrow(/no event 0/);
  });
});

function emptyAnswer(nextSeq: bigint) {
  return { tick: 1, epoch: 1, count: 0, firstSeq: 0n, nextSeq, chainHash: new Uint8Array(32), events: [] };
}
