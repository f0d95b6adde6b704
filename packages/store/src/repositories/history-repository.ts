import type { HistoryRepository } from "@qubix/market";
import { and, asc, eq, gt, inArray, or, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { attempts, providerHealth, runStatistics } from "../schema/index.ts";
import { defined } from "./rows.ts";

/** What ended attempts have taught, in PostgreSQL. */
export function historyRepository({ db, clock }: Session): HistoryRepository {
  return {
    async unjudged(limit) {
      const over = and(inArray(attempts.state, ["settled", "ended"]), eq(attempts.judged, false));
      return (await db.select().from(attempts).where(over).orderBy(asc(attempts.id)).limit(limit)).map(defined);
    },

    async judge(ids) {
      if (ids.length === 0) return true;
      const judged = await db
        .update(attempts)
        .set({ judged: true })
        .where(and(inArray(attempts.id, [...ids]), eq(attempts.judged, false)))
        .returning({ id: attempts.id });
      return judged.length === ids.length;
    },

    health() {
      return db
        .select()
        .from(providerHealth)
        .where(or(gt(providerHealth.level, 0), gt(providerHealth.declines, 0)));
    },

    async putHealth(rows) {
      if (rows.length === 0) return;
      await db
        .insert(providerHealth)
        .values([...rows])
        .onConflictDoUpdate({
          target: providerHealth.provider,
          set: excluded(["level", "fault_at", "declines", "declined_at", "taken", "day_began"]),
        });
    },

    async statistics(scopes) {
      if (scopes.length === 0) return [];
      const rows = await db
        .select()
        .from(runStatistics)
        .where(inArray(runStatistics.scope, [...scopes]));
      return rows.map(({ updatedAt: _, ...row }) => row);
    },

    async putStatistics(rows) {
      if (rows.length === 0) return;
      const updatedAt = clock.now();
      await db
        .insert(runStatistics)
        .values(rows.map((row) => ({ ...row, updatedAt })))
        .onConflictDoUpdate({
          target: [runStatistics.scope, runStatistics.hardware],
          set: excluded(["runs", "sketches", "updated_at"]),
        });
    },
  };
}

/** Takes these columns from the row that was to be inserted. */
function excluded(columns: readonly string[]) {
  const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(columns.map((name) => [camel(name), sql.raw(`excluded.${name}`)]));
}
