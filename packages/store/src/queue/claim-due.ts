import { asc, inArray, lte } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { outbox } from "../schema/index.ts";

/** An effect that is not done so long after it was handed to the queue is handed over again. */
const AGAIN_AFTER_MS = 30_000;
const PAGE = 200;

/** Takes effects that are due, so that no other relay takes them, and sets when they would be due again. */
export function claimDue(session: Session): Promise<{ id: number; kind: string }[]> {
  return session.atomic(async ({ db, clock }) => {
    const now = clock.now();
    const due = await db
      .select({ id: outbox.id, kind: outbox.kind })
      .from(outbox)
      .where(lte(outbox.dueAt, now))
      .orderBy(asc(outbox.dueAt))
      .limit(PAGE)
      .for("update", { skipLocked: true });
    if (due.length > 0) {
      const ids = due.map((row) => row.id);
      await db
        .update(outbox)
        .set({ dueAt: now + AGAIN_AFTER_MS })
        .where(inArray(outbox.id, ids));
    }
    return due;
  });
}

/** Makes due again what was claimed and is not done; what waits for a later time of its own stays. */
export async function bringForward({ db, clock }: Session): Promise<void> {
  const now = clock.now();
  await db
    .update(outbox)
    .set({ dueAt: now })
    .where(lte(outbox.dueAt, now + AGAIN_AFTER_MS));
}
