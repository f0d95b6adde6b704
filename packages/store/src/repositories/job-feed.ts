import type { JobEvent, JobEventBody } from "@qubix/protocol";
import { eq, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { jobEvents, jobs } from "../schema/index.ts";

/**
 * Adds events to a job's feed. The update takes the job's row lock, so numbers are committed in order.
 * Call it within a transaction. @returns the events with their numbers; none when there is no such job
 */
export async function appendToFeed(
  session: Session,
  key: string,
  bodies: readonly JobEventBody[],
): Promise<JobEvent[]> {
  if (bodies.length === 0) return [];
  const [row] = await session.db
    .update(jobs)
    .set({ lastEvent: sql`${jobs.lastEvent} + ${bodies.length}` })
    .where(eq(jobs.key, key))
    .returning({ last: jobs.lastEvent });
  if (row === undefined) return [];
  return writeEvents(session, key, row.last - bodies.length, bodies);
}

/** Writes events after number `last`; the caller holds the job's row lock and has counted them. */
export async function writeEvents(
  session: Session,
  key: string,
  last: number,
  bodies: readonly JobEventBody[],
): Promise<JobEvent[]> {
  if (bodies.length === 0) return [];
  const time = session.clock.now();
  const events = bodies.map((body, i) => ({ seq: last + i + 1, time, body }));
  await session.db.insert(jobEvents).values(events.map((event) => ({ jobKey: key, ...event })));
  session.wake(channels.job(key));
  return events;
}
