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
      const channels = new Set<string>();
      const result = await db.transaction((tx) => work(innerSession(tx, clock, channels)));
      if (channels.size > 0) waker(channels);
      return result;
    },
  };
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
