import type { OneTimeValues } from "@qubix/market";
import { and, eq, lte } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { oneTimeValues } from "../schema/index.ts";

const SWEEP_MS = 60_000;

/** Values to be taken once, in PostgreSQL: deleting the row is taking it. */
export function oneTimeRepository({ db, clock }: Session): OneTimeValues {
  let sweepAt = 0;
  return {
    async put(kind, id, value, ttlMs) {
      const now = clock.now();
      if (now >= sweepAt) {
        sweepAt = now + SWEEP_MS;
        await db.delete(oneTimeValues).where(lte(oneTimeValues.expiresAt, now));
      }
      await db.insert(oneTimeValues).values({ kind, id, value, expiresAt: now + ttlMs });
    },
    async take(kind, id) {
      const wanted = and(eq(oneTimeValues.kind, kind), eq(oneTimeValues.id, id));
      const [row] = await db.delete(oneTimeValues).where(wanted).returning();
      return row !== undefined && row.expiresAt > clock.now() ? row.value : undefined;
    },
  };
}
