import type { JobEvent, JobEventBody, JobVisibility } from "@qubix/protocol";
import { asc } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import { changeRows } from "../database/change-rows.ts";
import type { Session } from "../database/session.ts";
import { jobs } from "../schema/index.ts";
import { defined } from "./rows.ts";

/**
 * Adds events to a job's feed. The update takes the job's row lock, so numbers are committed in order.
 * Call it within a transaction. @returns the events with their numbers; none when there is no such job
 */
export async function appendToFeed(
  session: Session,
  key: string,
  bodies: readonly JobEventBody[],
): Promise<JobEvent[]> {
  return (await appendToFeeds(session, new Map([[key, bodies]]))).get(key) ?? [];
}

/**
 * The same for many jobs at once; their rows are locked in the order of their keys. @returns the events by job, without
 * those that there is no such job for
 */
export async function appendToFeeds(
  session: Session,
  news: ReadonlyMap<string, readonly JobEventBody[]>,
): Promise<Map<string, JobEvent[]>> {
  const keys = [...news.keys()].filter((key) => news.get(key)!.length > 0);
  if (keys.length === 0) return new Map();
  const { key, requester, visibility, createdAt, traceparent, lastEvent } = jobs;
  const found = await session.db
    .select({ key, requester, visibility, createdAt, traceparent, lastEvent })
    .from(jobs)
    .where(isAnyOf(key, keys))
    .orderBy(asc(key))
    .for("update");
  const rows = found.map(defined);
  const count = (row: { key: string; lastEvent: number }) => row.lastEvent + news.get(row.key)!.length;
  await changeRows(
    session.db,
    jobs,
    "key",
    rows.map((current) => ({ current, patch: { lastEvent: count(current) } })),
  );
  return new Map(rows.map((row) => [row.key, writeEvents(session, row, row.lastEvent, news.get(row.key)!)]));
}

/** Writes events after number `last`, at the commit; the caller holds the job's row lock and has counted them. */
export function writeEvents(
  session: Session,
  job: {
    key: string;
    requester: string;
    visibility: JobVisibility;
    createdAt: number;
    traceparent?: string | undefined;
  },
  last: number,
  bodies: readonly JobEventBody[],
): JobEvent[] {
  const time = session.clock.now();
  const events = bodies.map((body, i) => ({ seq: last + i + 1, time, body }));
  const { key: jobKey, requester, visibility, createdAt, traceparent } = job;
  const about = { jobKey, requester, isPublic: visibility === "public", createdAt, traceparent };
  session.addToFeeds({ events: events.map((event) => ({ ...about, ...event })), notices: [] });
  return events;
}
