/**
 * Decides what the listed nodes agree on, so that nothing irreversible follows one node's word (a read is a claim).
 *
 * An event is final when its tick is below the current tick of the nodes that show it, and `need` nodes show the same
 * chainHash after it. Because each hash covers all before it, one equal hash settles the whole prefix.
 */

/** What is read here of a contract event; `hash` covers this event and all before it. */
export interface ChainedEvent {
  seq: bigint;
  tick: number;
  chainHash: Uint8Array;
}

/** A place in the event chain: the next sequence number to read, and the hash after the one before it. */
export interface Cursor {
  seq: bigint;
  chainHash: Uint8Array;
}

/** One node's answer to "events from cursor.seq on". */
export interface NodePage<E extends ChainedEvent> {
  /** The node's current tick when it answered. */
  tick: number;
  /** Oldest event the node's ring still has. */
  firstSeq: bigint;
  nextSeq: bigint;
  /** Hash after event nextSeq − 1. */
  chainHash: Uint8Array;
  events: E[];
}

export type Agreement<E extends ChainedEvent> =
  /** New final events, oldest first; may be empty. All events up to and including `tick` are in them or before them. */
  | { kind: "final"; events: E[]; tick: number | undefined }
  /** The ring moved past the cursor on enough nodes: heal from state, then follow from `cursor`. */
  | { kind: "gap" }
  /** Enough nodes contradict what was read before: roll back to the last common event. */
  | { kind: "rollback" };

/**
 * @param need how many nodes must agree, from 1
 * @param hashAfter K12(previous hash ‖ event) as the contract computes it; checked for every event, on every node
 */
export function agreeEvents<E extends ChainedEvent>(
  pages: NodePage<E>[],
  cursor: Cursor,
  need: number,
  hashAfter: (previous: Uint8Array, event: E) => Uint8Array,
): Agreement<E> {
  const chains: NodePage<E>[] = [];
  let gaps = 0;
  let contradictions = 0;
  for (const page of pages) {
    const relation = relate(page, cursor, hashAfter);
    if (relation === "gap") gaps++;
    else if (relation === "contradiction") contradictions++;
    else if (relation === "chained") chains.push(page);
  }
  const events = finalPrefix(chains, need);
  if (events.length === 0 && contradictions >= need) return { kind: "rollback" };
  if (events.length === 0 && gaps >= need) return { kind: "gap" };
  return { kind: "final", events, tick: finalTick(chains, events, need) };
}

/**
 * The last final event in pages that were asked for the same sequence number, whatever came before it: where to begin when
 * nothing was read yet, or when what was read is no longer true.
 */
export function agreeHead<E extends ChainedEvent>(pages: NodePage<E>[], need: number): E | undefined {
  return finalPrefix(pages, need).at(-1);
}

/** The tick up to which `need` nodes show nothing beyond `events`. */
function finalTick<E extends ChainedEvent>(chains: NodePage<E>[], events: E[], need: number): number | undefined {
  const last = events.at(-1);
  const covered = chains.flatMap((page) => {
    if (last && !equal(page.events[events.length - 1]?.chainHash ?? NOTHING, last.chainHash)) return [];
    const next = page.events[events.length];
    if (next) return [Math.min(page.tick, next.tick) - 1];
    const more = last ? page.nextSeq > last.seq + 1n : false;
    return [(more && last ? Math.min(page.tick, last.tick) : page.tick) - 1];
  });
  return covered.sort((a, b) => b - a)[need - 1];
}

const NOTHING = new Uint8Array(0);

function relate<E extends ChainedEvent>(
  page: NodePage<E>,
  cursor: Cursor,
  hashAfter: (previous: Uint8Array, event: E) => Uint8Array,
): "chained" | "gap" | "contradiction" | "garbage" {
  if (page.nextSeq < cursor.seq) return "contradiction";
  if (page.firstSeq > cursor.seq) return "gap";
  if (page.nextSeq === cursor.seq) return equal(page.chainHash, cursor.chainHash) ? "chained" : "contradiction";
  if (page.events.length === 0) return "garbage";
  let hash = cursor.chainHash;
  for (const [index, event] of page.events.entries()) {
    if (event.seq !== cursor.seq + BigInt(index)) return "garbage";
    hash = hashAfter(hash, event);
    if (!equal(hash, event.chainHash)) return "contradiction";
  }
  return "chained";
}

/** The longest prefix whose last event `need` chains share, each seeing that event in a tick before its current one. */
function finalPrefix<E extends ChainedEvent>(chains: Pick<NodePage<E>, "tick" | "events">[], need: number): E[] {
  let best: E[] = [];
  for (const { events } of chains) {
    for (let length = events.length; length > best.length; length--) {
      const last = events[length - 1] as E;
      const agreeing = chains.filter((other) => {
        const same = other.events[length - 1];
        return same !== undefined && same.tick < other.tick && equal(same.chainHash, last.chainHash);
      });
      if (agreeing.length >= need) {
        best = events.slice(0, length);
        break;
      }
    }
  }
  return best;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
