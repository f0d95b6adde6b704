import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@qubix/market";
import type { NodePgDatabase, NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";

/** What repositories run their statements on: the database or a transaction. */
export type Executor = PgDatabase<NodePgQueryResultHKT>;

/** What repositories need: statements, time, and whom to wake once it is committed. */
export interface Session {
  readonly db: Executor;
  readonly clock: Clock;
  /** Tells readers of this channel to look, after the commit. */
  wake(channel: string): void;
  /** Runs `work` in a transaction, or in the one that is under way. */
  atomic<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

/** Sends wake-ups; must not throw. */
export type Waker = (channels: ReadonlySet<string>) => void;

/** The session outside of any transaction: each `atomic` opens one. */
export function rootSession(db: NodePgDatabase, clock: Clock, waker: Waker): Session {
  return {
    db,
    clock,
    wake: (channel) => waker(new Set([channel])),
    async atomic(work) {
      for (let tries = 1; ; tries++) {
        const channels = new Set<string>();
        try {
          const result = await db.transaction((tx) => work(innerSession(tx, clock, channels)));
          if (channels.size > 0) waker(channels);
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

function innerSession(db: Executor, clock: Clock, channels: Set<string>): Session {
  const session: Session = {
    db,
    clock,
    wake: (channel) => void channels.add(channel),
    atomic: (work) => work(session),
  };
  return session;
}
