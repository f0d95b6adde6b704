import type { WaitingRepository } from "@qubix/market";
import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { waiting } from "../schema/index.ts";

/** Waiting replicas in PostgreSQL. */
export function waitingRepository(session: Session): WaitingRepository {
  const { db } = session;
  async function addMany(items: readonly { jobKey: string; replicas: readonly number[] }[]): Promise<void> {
    const since = session.clock.now();
    const rows = items.flatMap(({ jobKey, replicas }) => replicas.map((replica) => ({ jobKey, replica, since })));
    if (rows.length === 0) return;
    await insertRows(db, waiting, rows, sql`on conflict do nothing`);
    session.wake(channels.waiting);
  }

  async function removeMany(jobKeys: readonly string[]): Promise<void> {
    if (jobKeys.length > 0) await db.delete(waiting).where(isAnyOf(waiting.jobKey, jobKeys));
  }

  return {
    add: (jobKey, replicas) => addMany([{ jobKey, replicas }]),
    addMany,
    remove: (jobKey) => removeMany([jobKey]),
    removeMany,

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
