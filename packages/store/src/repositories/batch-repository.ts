import type { BatchRecord, BatchRepository } from "@qubix/market";
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { attempts, batches } from "../schema/index.ts";
import { waitsForBundle } from "./attempt-repository.ts";
import { defined } from "./rows.ts";

/** Batches of assignments and their bundles in PostgreSQL. */
export function batchRepository(session: Session): BatchRepository {
  const { db } = session;
  return {
    async put(batch) {
      const fields = { ...batch, updatedAt: session.clock.now() };
      const change = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      await db.insert(batches).values(fields).onConflictDoUpdate({ target: batches.batch, set: change });
    },
    async putBundle(batch, bundle) {
      const missing = and(eq(batches.batch, batch), isNull(batches.bundle));
      await db.update(batches).set({ bundle, updatedAt: session.clock.now() }).where(missing);
    },
    async get(batch) {
      const [row] = await db.select().from(batches).where(eq(batches.batch, batch));
      return row && recordOf(row);
    },
    async byRoot(root) {
      const [row] = await db.select().from(batches).where(eq(batches.root, root)).orderBy(desc(batches.batch)).limit(1);
      return row && recordOf(row);
    },
    async bundle(batch) {
      const [row] = await db.select({ bundle: batches.bundle }).from(batches).where(eq(batches.batch, batch));
      return row?.bundle ?? undefined;
    },
    async awaited(state, limit) {
      const waiting = db.select({ batch: attempts.batch }).from(attempts).where(waitsForBundle());
      const rows = await db
        .select()
        .from(batches)
        .where(and(eq(batches.state, state), isNull(batches.bundle), inArray(batches.batch, waiting)))
        .orderBy(asc(batches.batch))
        .limit(limit);
      return rows.map(recordOf);
    },
  };
}

function recordOf({ updatedAt: _, ...row }: typeof batches.$inferSelect): BatchRecord {
  return defined(row);
}
