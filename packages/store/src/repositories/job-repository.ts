import { assertJobTransition, type JobPatch, type JobRecord, type JobRepository, type NewJob } from "@qubix/market";
import type { JobEventBody } from "@qubix/protocol";
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, lte, notInArray, or, type SQL } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { jobEvents, jobs } from "../schema/index.ts";
import { appendToFeed, writeEvents } from "./job-feed.ts";
import { defined } from "./rows.ts";

const FINISHED = ["settled", "cancelled", "expired", "failed"] as const;

/** Jobs and their live feeds in PostgreSQL. */
export function jobRepository(session: Session): JobRepository {
  const { db } = session;

  async function get(key: string): Promise<JobRecord | undefined> {
    const [row] = await db.select().from(jobs).where(eq(jobs.key, key));
    return row && defined(row);
  }

  return {
    get,
    insert: (job) => session.atomic((within) => insert(within, job)),

    async getMany(keys) {
      if (keys.length === 0) return [];
      return (
        await db
          .select()
          .from(jobs)
          .where(inArray(jobs.key, [...keys]))
      ).map(defined);
    },

    lock: (keys) => lockJobs(session, keys),

    async bySlot(slot) {
      const live = and(eq(jobs.slot, slot), isNotNull(jobs.slot), notInArray(jobs.state, [...FINISHED]));
      const [row] = await db.select().from(jobs).where(live).orderBy(desc(jobs.createdTick)).limit(1);
      return row && defined(row);
    },

    async list({ requester, states, limit, cursor }) {
      const wanted: (SQL | undefined)[] = [
        requester === undefined ? undefined : eq(jobs.requester, requester),
        states === undefined ? undefined : inArray(jobs.state, [...states]),
        cursor === undefined ? undefined : olderThan(cursor),
      ];
      const rows = await db
        .select()
        .from(jobs)
        .where(and(...wanted))
        .orderBy(desc(jobs.createdAt), asc(jobs.key))
        .limit(limit + 1);
      const page = rows.slice(0, limit).map(defined);
      const last = page.at(-1);
      return rows.length > limit && last ? { jobs: page, cursor: `${last.createdAt}.${last.key}` } : { jobs: page };
    },

    change: (key, version, patch, events = []) =>
      session.atomic(async (within) => {
        const [current] = await lockJobs(within, [key]);
        if (current === undefined || current.version !== version) return undefined;
        if (patch.state !== undefined) assertJobTransition(current.state, patch.state);
        return write(within, current, patch, events);
      }),

    rollBack: (key, patch) =>
      session.atomic(async (within) => {
        const [current] = await lockJobs(within, [key]);
        return current && write(within, current, patch, []);
      }),

    appendEvents: (key, events) => session.atomic((within) => appendToFeed(within, key, events)),

    events: (key, after, limit) =>
      db
        .select({ seq: jobEvents.seq, time: jobEvents.time, body: jobEvents.body })
        .from(jobEvents)
        .where(and(eq(jobEvents.jobKey, key), gt(jobEvents.seq, after)))
        .orderBy(asc(jobEvents.seq))
        .limit(limit),

    async due(now, limit) {
      return (await db.select().from(jobs).where(lte(jobs.dueAt, now)).orderBy(asc(jobs.dueAt)).limit(limit)).map(
        defined,
      );
    },
  };
}

async function insert(session: Session, job: NewJob): Promise<{ job: JobRecord; created: boolean }> {
  const now = session.clock.now();
  const [row] = await session.db
    .insert(jobs)
    .values({ ...job, state: "submitted", version: 1, lastEvent: 1, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning();
  if (row === undefined) {
    const [existing] = await session.db.select().from(jobs).where(eq(jobs.key, job.key));
    return { job: defined(existing!), created: false };
  }
  await writeEvents(session, job.key, 0, [{ type: "state", state: "submitted" }]);
  session.wake(channels.jobs);
  return { job: defined(row), created: true };
}

/** Locks jobs until the transaction ends: always before their attempts, and in the order of their keys. */
export async function lockJobs({ db }: Session, keys: readonly string[]): Promise<JobRecord[]> {
  if (keys.length === 0) return [];
  const wanted = inArray(jobs.key, [...new Set(keys)]);
  return (await db.select().from(jobs).where(wanted).orderBy(asc(jobs.key)).for("update")).map(defined);
}

async function write(
  session: Session,
  current: JobRecord,
  patch: JobPatch,
  events: readonly JobEventBody[],
): Promise<JobRecord> {
  const bodies = [...stateEvent(current, patch), ...events];
  const [row] = await session.db
    .update(jobs)
    .set({
      ...patch,
      version: current.version + 1,
      lastEvent: current.lastEvent + bodies.length,
      updatedAt: session.clock.now(),
    })
    .where(eq(jobs.key, current.key))
    .returning();
  await writeEvents(session, current.key, current.lastEvent, bodies);
  if (patch.state !== undefined && patch.state !== current.state) session.wake(channels.jobs);
  return defined(row!);
}

function stateEvent(current: JobRecord, { state, closeReason }: JobPatch): JobEventBody[] {
  if (state === undefined || state === current.state) return [];
  return [{ type: "state", state, previous: current.state, ...(closeReason === undefined ? {} : { closeReason }) }];
}

/** After the job that a page ended with: older, or as old with a larger key. */
function olderThan(cursor: string): SQL | undefined {
  const [time = "", key = ""] = cursor.split(".");
  const createdAt = Number(time);
  if (!Number.isSafeInteger(createdAt) || !/^[0-9a-f]{64}$/.test(key)) return undefined;
  return or(lt(jobs.createdAt, createdAt), and(eq(jobs.createdAt, createdAt), gt(jobs.key, key)));
}
