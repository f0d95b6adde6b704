import { ContractError } from "./contract-error.ts";
import type { Event } from "./generated/types.ts";
import { chainHashOf } from "./hashes.ts";
import { type ContractReader, query } from "./query.ts";

/** Where a reader of events stands: the next sequence number, and the chain hash of the event before it, if known. */
export interface EventCursor {
  nextSeq: bigint;
  chainHash: Uint8Array | undefined;
}

/** The beginning of everything. */
export const FIRST_EVENT: EventCursor = { nextSeq: 0n, chainHash: undefined };

/**
 * What a follower learns.
 * - `event`: the next event; `cursor` is where to go on after it.
 * - `gap`: events `from` up to before `to` have left the ring unread: read the state instead (slots carry changedTick).
 * - `rollback`: this node's history is not the one that the cursor comes from, or the node lags behind it. Ask another
 *   node; if they agree, start again from the state. Nothing follows it.
 */
export type EventNews =
  | { kind: "event"; event: Event; cursor: EventCursor }
  | { kind: "gap"; from: bigint; to: bigint }
  | { kind: "rollback"; cursor: EventCursor; nextSeq: bigint };

/**
 * Yields all events from the cursor to the newest, then ends: call it again after a tick. Each event's chain hash is
 * checked against the one before. Throws ContractError BROKEN_EVENT_CHAIN when an answer contradicts itself.
 */
export async function* followEvents(reader: ContractReader, from: EventCursor): AsyncGenerator<EventNews, void> {
  let cursor = from;
  for (;;) {
    const answer = await query.getEvents(reader, { fromSeq: cursor.nextSeq });
    const events = answer.events.slice(0, answer.count);
    if (answer.nextSeq < cursor.nextSeq) return yield rollback(cursor, answer.nextSeq);
    if (answer.nextSeq === cursor.nextSeq) {
      if (!sameHash(cursor.chainHash, answer.chainHash)) yield rollback(cursor, answer.nextSeq);
      return;
    }
    if (answer.firstSeq > cursor.nextSeq) {
      yield { kind: "gap", from: cursor.nextSeq, to: answer.firstSeq };
      cursor = { nextSeq: answer.firstSeq, chainHash: undefined };
    }
    if (events.length === 0) throw broken(`no event ${cursor.nextSeq}, though the next to come is ${answer.nextSeq}`);
    for (const [index, event] of events.entries()) {
      if (event.seq !== cursor.nextSeq) throw broken(`event ${event.seq} in the place of ${cursor.nextSeq}`);
      if (!sameHash(cursor.chainHash && chainHashOf(cursor.chainHash, event), event.chainHash)) {
        if (index === 0) return yield rollback(cursor, answer.nextSeq);
        throw broken(`the chain hash of event ${event.seq} does not follow from the event before`);
      }
      cursor = { nextSeq: event.seq + 1n, chainHash: event.chainHash };
      yield { kind: "event", event, cursor };
    }
  }
}

function rollback(cursor: EventCursor, nextSeq: bigint): EventNews {
  return { kind: "rollback", cursor, nextSeq };
}

function broken(what: string): ContractError {
  return new ContractError("BROKEN_EVENT_CHAIN", `The node's answer contradicts itself: ${what}. Ask another node.`);
}

/** An unknown expectation is met by anything. */
function sameHash(expected: Uint8Array | undefined, found: Uint8Array): boolean {
  return expected === undefined || expected.every((byte, i) => byte === found[i]);
}
