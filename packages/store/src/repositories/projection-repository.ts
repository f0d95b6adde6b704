import type { ChainCursor, ProjectionRepository } from "@qubix/market";
import { and, asc, eq, gte } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { chainCursor, chainEvents } from "../schema/index.ts";

const THE_ROW = 1;

/** The contract's events and the cursor in PostgreSQL. */
export function projectionRepository(session: Session): ProjectionRepository {
  const { db } = session;
  return {
    async cursor() {
      const [row] = await db.select().from(chainCursor).where(eq(chainCursor.id, THE_ROW));
      return row && cursorOf(row);
    },

    advance: (expected, next, events) =>
      session.atomic(async (within) => {
        if (!(await moveCursor(within, expected, next))) return false;
        if (events.length > 0) await within.db.insert(chainEvents).values([...events]);
        return true;
      }),

    events: (from, limit) =>
      db.select().from(chainEvents).where(gte(chainEvents.seq, from)).orderBy(asc(chainEvents.seq)).limit(limit),

    eventsOf: (key) => db.select().from(chainEvents).where(eq(chainEvents.key, key)).orderBy(asc(chainEvents.seq)),

    rollBack: (cursor) =>
      session.atomic(async (within) => {
        const forgotten = await within.db.delete(chainEvents).where(gte(chainEvents.seq, cursor.nextSeq)).returning();
        await within.db
          .insert(chainCursor)
          .values({ id: THE_ROW, ...cursor })
          .onConflictDoUpdate({ target: chainCursor.id, set: cursor });
        return forgotten.sort((a, b) => (a.seq < b.seq ? -1 : 1));
      }),
  };
}

async function moveCursor({ db }: Session, expected: ChainCursor | undefined, next: ChainCursor): Promise<boolean> {
  if (expected === undefined) {
    const rows = await db
      .insert(chainCursor)
      .values({ id: THE_ROW, ...next })
      .onConflictDoNothing()
      .returning({ id: chainCursor.id });
    return rows.length > 0;
  }
  const unmoved = and(
    eq(chainCursor.id, THE_ROW),
    eq(chainCursor.nextSeq, expected.nextSeq),
    eq(chainCursor.chainHash, expected.chainHash),
    eq(chainCursor.tick, expected.tick),
    eq(chainCursor.initialTick, expected.initialTick),
  );
  return (await db.update(chainCursor).set(next).where(unmoved).returning({ id: chainCursor.id })).length > 0;
}

function cursorOf({ id: _, ...cursor }: typeof chainCursor.$inferSelect): ChainCursor {
  return cursor;
}
