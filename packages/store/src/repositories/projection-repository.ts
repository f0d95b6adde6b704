import type { ChainCursor, ProjectionRepository } from "@qubix/market";
import { and, asc, eq, gt, gte } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { chainCursor, chainEvents, chainModels, hubs, providers } from "../schema/index.ts";
import { cutChainIndex } from "./chain-index.ts";

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
        await insertRows(within.db, chainEvents, events);
        return true;
      }),

    events: (from, limit) =>
      db.select().from(chainEvents).where(gte(chainEvents.seq, from)).orderBy(asc(chainEvents.seq)).limit(limit),

    eventsOf: (key) => db.select().from(chainEvents).where(eq(chainEvents.key, key)).orderBy(asc(chainEvents.seq)),

    async eventsOfMany(keys) {
      if (keys.length === 0) return [];
      return db.select().from(chainEvents).where(isAnyOf(chainEvents.key, keys)).orderBy(asc(chainEvents.seq));
    },

    rewind: (tick) => session.atomic((within) => rewind(within, tick)),

    rollBack: (cursor) =>
      session.atomic(async (within) => {
        await rewind(within, cursor.tick);
        await cutChainIndex(within, cursor.tick);
        const forgotten = await within.db.delete(chainEvents).where(gte(chainEvents.seq, cursor.nextSeq)).returning();
        await within.db
          .insert(chainCursor)
          .values({ id: THE_ROW, ...cursor })
          .onConflictDoUpdate({ target: chainCursor.id, set: cursor });
        return forgotten.sort((a, b) => (a.seq < b.seq ? -1 : 1));
      }),
  };
}

async function rewind({ db }: Session, tick: number): Promise<void> {
  for (const table of [providers, hubs, chainModels])
    await db.update(table).set({ changedTick: tick }).where(gt(table.changedTick, tick));
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
