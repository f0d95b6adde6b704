import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { agreeEvents, agreeHead, type Cursor, type NodePage } from "./agree-events.ts";

interface Event {
  seq: bigint;
  tick: number;
  body: string;
  chainHash: Uint8Array;
}

const zero = new Uint8Array(32);
const hashAfter = (previous: Uint8Array, event: { seq: bigint; tick: number; body: string }) =>
  new Uint8Array(createHash("sha256").update(previous).update(`${event.seq}|${event.tick}|${event.body}`).digest());

function chain(bodies: string[], start: Cursor = { seq: 0n, chainHash: zero }): Event[] {
  let hash = start.chainHash;
  return bodies.map((body, index) => {
    const event = { seq: start.seq + BigInt(index), tick: 100 + index, body };
    hash = hashAfter(hash, event);
    return { ...event, chainHash: hash };
  });
}

function page(events: Event[], tick: number, from: Cursor = { seq: 0n, chainHash: zero }): NodePage<Event> {
  return {
    tick,
    firstSeq: 0n,
    nextSeq: from.seq + BigInt(events.length),
    chainHash: events.at(-1)?.chainHash ?? from.chainHash,
    events,
  };
}

const start: Cursor = { seq: 0n, chainHash: zero };
const agree = (pages: NodePage<Event>[], need: number, cursor = start) => agreeEvents(pages, cursor, need, hashAfter);

describe("what nodes agree on", () => {
  const events = chain(["a", "b", "c"]);

  it("takes events of ticks before the current one", () => {
    expect(agree([page(events, 102)], 1)).toEqual({ kind: "final", events: events.slice(0, 2), tick: 101 });
    expect(agree([page(events, 103)], 1)).toEqual({ kind: "final", events, tick: 102 });
  });

  it("waits for the second node when two are needed", () => {
    expect(agree([page(events, 110)], 2)).toEqual({ kind: "final", events: [], tick: undefined });
    const behind = page(events.slice(0, 1), 105);
    expect(agree([page(events, 110), behind], 2)).toEqual({ kind: "final", events: events.slice(0, 1), tick: 100 });
  });

  it("believes two of three, whichever they are", () => {
    const lie = chain(["a", "x", "c"]);
    const result = agree([page(lie, 110), page(events, 110), page(events, 110)], 2);
    expect(result).toEqual({ kind: "final", events, tick: 109 });
  });

  it("refuses a hash that does not follow from the event", () => {
    const forged = events.map((event, index) => (index === 1 ? { ...event, body: "x" } : event));
    expect(agree([page(forged, 110)], 1)).toEqual({ kind: "rollback" });
    expect(agree([page(forged, 110), page(events, 110)], 2)).toMatchObject({ kind: "final", events: [] });
  });

  it("rolls back when enough nodes contradict the past, not when one does", () => {
    const cursor = { seq: 3n, chainHash: events[2]!.chainHash };
    const shrunk = page(events.slice(0, 1), 110);
    const same = page([], 110, cursor);
    expect(agree([shrunk, same, same], 2, cursor)).toEqual({ kind: "final", events: [], tick: 109 });
    expect(agree([shrunk, shrunk, same], 2, cursor)).toEqual({ kind: "rollback" });
    const other = { ...same, chainHash: zero };
    expect(agree([other], 1, cursor)).toEqual({ kind: "rollback" });
  });

  it("claims a tick only when no event of it can still be on the next page", () => {
    const cut = { ...page(events.slice(0, 2), 110), nextSeq: 3n };
    expect(agree([cut], 1)).toEqual({ kind: "final", events: events.slice(0, 2), tick: 100 });
  });

  it("finds the head without knowing what came before", () => {
    const later = chain(["x", "y"], { seq: 7n, chainHash: new Uint8Array(32).fill(9) });
    expect(agreeHead([page(later, 110), page(later, 101)], 2)).toEqual(later[0]);
    expect(agreeHead([page(later, 110)], 2)).toBeUndefined();
  });

  it("sees that the ring moved on", () => {
    expect(agree([{ ...page(events, 110), firstSeq: 1n }], 1)).toEqual({ kind: "gap" });
  });
});
