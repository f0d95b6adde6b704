import type { WaitingRepository } from "@qubix/market";
import { and, asc, eq, gt, or } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { waiting } from "../schema/index.ts";

/** Waiting replicas in PostgreSQL. */
export function waitingRepository(session: Session): WaitingRepository {
  const { db } = session;
  return {
    async add(jobKey, replicas) {
      if (replicas.length === 0) return;
      const since = session.clock.now();
      await db
        .insert(waiting)
        .values(replicas.map((replica) => ({ jobKey, replica, since })))
        .onConflictDoNothing();
      session.wake(channels.waiting);
    },

    async remove(jobKey) {
      await db.delete(waiting).where(eq(waiting.jobKey, jobKey));
    },

    list(limit, after) {
      const later =
        after &&
        or(
          gt(waiting.since, after.since),
          and(eq(waiting.since, after.since), gt(waiting.jobKey, after.jobKey)),
          and(eq(waiting.since, after.since), eq(waiting.jobKey, after.jobKey), gt(waiting.replica, after.replica)),
        );
      return db
        .select()
        .from(waiting)
        .where(later)
        .orderBy(asc(waiting.since), asc(waiting.jobKey), asc(waiting.replica))
        .limit(limit);
    },
  };
}
