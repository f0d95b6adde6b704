import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@qubix/market";
import type { NodePgDatabase, NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { channels } from "../live/channels.ts";
import { encodeStateChanges, stateChanges } from "../live/state-changes.ts";
import { type FeedEvent, type FeedWrites, isOfAccount } from "./feed-writes.ts";
import { writeFeeds } from "./write-feeds.ts";

/** What repositories run their statements on: the database or a transaction. */
export type Executor = PgDatabase<NodePgQueryResultHKT>;

/** What repositories need: statements, time, and whom to wake once it is committed. */
export interface Session {
  readonly db: Executor;
  readonly clock: Clock;
  /** Tells readers of this channel to look, after the commit. */
  wake(channel: string): void;
  /** Adds to the feeds of jobs and accounts, with the transaction's last statement. @throws Error outside of any */
  addToFeeds(writes: FeedWrites): void;
  /** Runs `work` in a transaction, or in the one that is under way. */
  atomic<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

/** Sends wake-ups: by channel its messages, mostly one empty one. Must not throw. */
export type Waker = (messages: ReadonlyMap<string, readonly string[]>) => void;

/** The session outside of any transaction: each `atomic` opens one. `onEvents` is told what was committed to jobs' feeds. */
export function rootSession(
  db: NodePgDatabase,
  clock: Clock,
  waker: Waker,
  onEvents?: (events: readonly FeedEvent[]) => void,
): Session {
  return {
    db,
    clock,
    wake: (channel) => waker(new Map([[channel, [""]]])),
    addToFeeds: () => {
      throw new Error("Feeds are written within a transaction.");
    },
    async atomic(work) {
      for (let tries = 1; ; tries++) {
        const woken = new Set<string>();
        const writes: FeedWrites = { events: [], notices: [] };
        try {
          const result = await db.transaction(async (tx) => {
            const result = await work(innerSession(tx, clock, woken, writes));
            await writeFeeds(tx, writes);
            return result;
          });
          wakeAll(waker, woken, writes);
          if (writes.events.length > 0) onEvents?.(writes.events);
          return result;
        } catch (error) {
          if (tries === MAX_TRIES || !mustRepeat(error)) throw error;
          await sleep(randomInt(tries * 50)); // apart from one another, so that one comes through
        }
      }
    },
  };
}

const MAX_TRIES = 8;

/** Two transactions waited for each other and PostgreSQL ended this one (40P01), or could not put them in order (40001). */
function mustRepeat(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return ["40P01", "40001"].includes(code ?? cause?.code ?? "");
}

/** After the commit: who asked for it, and the readers of the feeds. */
function wakeAll(waker: Waker, woken: ReadonlySet<string>, { events, notices }: FeedWrites): void {
  const messages = new Map<string, string[]>([...woken].map((channel) => [channel, [""]]));
  for (const { jobKey } of events) messages.set(channels.job(jobKey), [""]);
  for (const { requester } of events.filter(isOfAccount)) messages.set(channels.account(requester), [""]);
  for (const { identity } of notices) messages.set(channels.account(identity), [""]);
  const changes = stateChanges(events);
  if (changes.length > 0) messages.set(channels.stateChanges, encodeStateChanges(changes));
  if (messages.size > 0) waker(messages);
}

function innerSession(db: Executor, clock: Clock, woken: Set<string>, writes: FeedWrites): Session {
  const session: Session = {
    db,
    clock,
    wake: (channel) => void woken.add(channel),
    addToFeeds({ events, notices }) {
      writes.events.push(...events);
      writes.notices.push(...notices);
    },
    atomic: (work) => work(session),
  };
  return session;
}
