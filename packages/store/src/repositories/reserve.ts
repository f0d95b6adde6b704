import {
  type AttemptRecord,
  type LeaseToken,
  MarketError,
  type NewIntent,
  type Reservation,
  type ReservationOutcome,
} from "@qubix/market";
import type { JobEventBody } from "@qubix/protocol";
import { sql } from "drizzle-orm";
import { columnValues } from "../database/arrays.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { attempts, waiting } from "../schema/index.ts";
import { attemptEvent } from "./attempt-event.ts";
import { appendToFeeds } from "./job-feed.ts";
import { writeJobs } from "./job-repository.ts";
import { holdsLease } from "./lease-repository.ts";
import { ReservationRoom } from "./reservation-room.ts";
import { planIntents } from "./transaction-repository.ts";

/**
 * Reservations, the jobs' new state and the intent to assign them, committed together under the leader's lease.
 * Rows are locked in the order jobs (by key), providers, machines.
 */
export async function reserve(
  session: Session,
  lease: LeaseToken,
  intent: NewIntent,
  items: readonly Reservation[],
): Promise<ReservationOutcome[]> {
  if (!(await holdsLease(session, lease))) {
    throw new MarketError("STALE_LEASE", `Another process leads ${lease.name} by now; stop and elect again.`, {
      lease,
    });
  }
  const room = await ReservationRoom.lock(session, items);
  const refusals = items.map((item) => room.take(item));
  const made = await write(
    session,
    intent,
    items.filter((_, i) => refusals[i] === undefined),
    room,
  );
  let next = 0;
  return refusals.map((reason) => (reason ? { ok: false, reason } : { ok: true, attempt: made[next++]! }));
}

async function write(
  session: Session,
  intent: NewIntent,
  items: readonly Reservation[],
  room: ReservationRoom,
): Promise<AttemptRecord[]> {
  if (items.length === 0) return [];
  const made = await insertAttempts(session, intent.id, items, room);
  await session.db.execute(sql`
    delete from ${waiting} where (${waiting.jobKey}, ${waiting.replica}) in (select * from unnest(
      ${columnValues(
        waiting.jobKey,
        items.map(({ jobKey }) => jobKey),
      )},
      ${columnValues(
        waiting.replica,
        items.map(({ replica }) => replica),
      )}))`);
  await writeJobs(
    session,
    room.matched.map((current) => ({ current, patch: { state: "matched" as const }, events: [] })),
  );
  const feeds = new Map<string, JobEventBody[]>();
  for (const attempt of made)
    feeds.set(attempt.jobKey, [...(feeds.get(attempt.jobKey) ?? []), ...attemptEvent(attempt)]);
  await appendToFeeds(session, feeds);
  const jobKeys = [...new Set(made.map(({ jobKey }) => jobKey))];
  await planIntents(session, [
    { ...intent, jobKeys, payload: { ...intent.payload, attempts: made.map(({ id }) => id) } },
  ]);
  return made;
}

/** Nobody offers them before they are assigned: until then they stand where their machine's feed is. */
async function insertAttempts(
  session: Session,
  intent: string,
  items: readonly Reservation[],
  room: ReservationRoom,
): Promise<AttemptRecord[]> {
  const now = session.clock.now();
  const rows = items.map(({ jobVersion: _, memoryMiB = 0, ...item }) => ({
    ...item,
    memoryMiB,
    ...{ intent, cursor: room.cursorOf(item), state: "reserved" as const, version: 1, judged: false },
    ...{ createdAt: now, updatedAt: now },
  }));
  const returned = await insertRows(session.db, attempts, rows, sql`returning id, job_key, replica`);
  const ids = new Map(
    returned.map(({ id, job_key, replica }) => [`${(job_key as Buffer).toString("hex")}.${replica}`, Number(id)]),
  );
  return rows.map((row) => ({ ...row, id: ids.get(`${row.jobKey}.${row.replica}`)! }));
}
