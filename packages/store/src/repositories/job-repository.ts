import {
  assertJobTransition,
  type JobChange,
  type JobFilter,
  type JobPatch,
  type JobRecord,
  type JobRepository,
  type NewJob,
} from "@qubix/market";
import type { JobEvent, JobEventBody } from "@qubix/protocol";
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import { changeRows } from "../database/change-rows.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { jobEvents, jobs } from "../schema/index.ts";
import { appendToFeeds, writeEvents } from "./job-feed.ts";
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
    insert: async (job) => (await session.atomic((within) => insert(within, [job])))[0]!,
    insertMany: (fresh) => session.atomic((within) => insert(within, fresh)),

    async getMany(keys) {
      if (keys.length === 0) return [];
      return (await db.select().from(jobs).where(isAnyOf(jobs.key, keys))).map(defined);
    },

    lock: (keys) => lockJobs(session, keys),

    async bySlot(slot) {
      const live = and(eq(jobs.slot, slot), isNotNull(jobs.slot), notInArray(jobs.state, [...FINISHED]));
      const [row] = await db.select().from(jobs).where(live).orderBy(desc(jobs.createdTick)).limit(1);
      return row && defined(row);
    },

    async list({ privateOf, requester, states, limit, cursor }) {
      const wanted: (SQL | undefined)[] = [
        readable(privateOf),
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

    change: async (key, version, patch, events = []) =>
      (await session.atomic((within) => change(within, [{ key, version, patch, events }])))[0],

    changeMany: (changes) => session.atomic((within) => change(within, changes)),

    rollBack: (key, patch) =>
      session.atomic(async (within) => {
        const locked = await lockJobs(within, [key]);
        return (
          await writeJobs(
            within,
            locked.map((current) => ({ current, patch, events: [] })),
          )
        )[0];
      }),

    appendEvents: async (key, events) => (await session.atomic((within) => append(within, [{ key, events }])))[0]!,
    appendMany: (items) => session.atomic((within) => append(within, items)),

    events: (key, after, limit) =>
      db
        .select({ seq: jobEvents.seq, time: jobEvents.time, body: jobEvents.body })
        .from(jobEvents)
        .where(and(eq(jobEvents.jobKey, key), gt(jobEvents.seq, after)))
        .orderBy(asc(jobEvents.seq))
        .limit(limit),

    async heads(keys) {
      if (keys.length === 0) return new Map();
      const rows = await db
        .select({ key: jobs.key, last: jobs.lastEvent })
        .from(jobs)
        .where(inArray(jobs.key, [...keys]));
      return new Map(rows.map(({ key, last }) => [key, last]));
    },

    async due(now, limit) {
      return (await db.select().from(jobs).where(lte(jobs.dueAt, now)).orderBy(asc(jobs.dueAt)).limit(limit)).map(
        defined,
      );
    },
  };
}

async function insert(session: Session, fresh: readonly NewJob[]): Promise<{ job: JobRecord; created: boolean }[]> {
  const now = session.clock.now();
  const own = { state: "submitted" as const, version: 1, toppedUp: 0n, lastEvent: 1, createdAt: now, updatedAt: now };
  const rows = fresh.map((job) => ({ ...job, ...own }));
  const inserted = await insertRows(session.db, jobs, rows, sql`on conflict do nothing returning key`);
  const created = new Set(inserted.map(({ key }) => (key as Buffer).toString("hex")));
  const there = fresh.filter(({ key }) => !created.has(key)).map(({ key }) => key);
  const existing = there.length > 0 ? await session.db.select().from(jobs).where(isAnyOf(jobs.key, there)) : [];
  const known = new Map(existing.map((row) => [row.key, defined(row)]));
  if (created.size > 0) session.wake(channels.jobs);
  return rows.map((job) => {
    if (!created.has(job.key)) return { job: known.get(job.key)!, created: false };
    writeEvents(session, job, 0, [{ type: "state", state: "submitted" }]);
    return { job, created: true };
  });
}

async function append(
  session: Session,
  items: readonly { key: string; events: readonly JobEventBody[] }[],
): Promise<JobEvent[][]> {
  const feeds = new Map<string, JobEventBody[]>();
  for (const { key, events } of items) feeds.set(key, [...(feeds.get(key) ?? []), ...events]);
  const appended = await appendToFeeds(session, feeds);
  return items.map(({ key, events }) => appended.get(key)?.splice(0, events.length) ?? []);
}

/** Locks jobs until the transaction ends: always before their attempts, and in the order of their keys. */
export async function lockJobs({ db }: Session, keys: readonly string[]): Promise<JobRecord[]> {
  if (keys.length === 0) return [];
  const wanted = isAnyOf(jobs.key, [...new Set(keys)]);
  return (await db.select().from(jobs).where(wanted).orderBy(asc(jobs.key)).for("update")).map(defined);
}

/** Compare-and-set of each job for itself, all in one turn. */
async function change(session: Session, changes: readonly JobChange[]): Promise<(JobRecord | undefined)[]> {
  const keys = changes.map(({ key }) => key);
  const locked = new Map((await lockJobs(session, keys)).map((job) => [job.key, job]));
  const held = changes.flatMap(({ key, version, patch, events = [] }) => {
    const current = locked.get(key);
    if (current?.version !== version) return [];
    if (patch.state !== undefined) assertJobTransition(current.state, patch.state);
    locked.delete(key); // the version has moved: a second change of the same job comes too late
    return [{ current, patch, events }];
  });
  const written = new Map((await writeJobs(session, held)).map((job) => [job.key, job]));
  return changes.map(({ key, version }) => {
    const job = written.get(key);
    if (job?.version !== version + 1) return undefined;
    written.delete(key);
    return job;
  });
}

interface HeldChange {
  /** As it is under the row's lock. */
  current: JobRecord;
  patch: JobPatch;
  events: readonly JobEventBody[];
}

/** Writes changes of jobs whose rows are locked. */
export async function writeJobs(session: Session, changes: readonly HeldChange[]): Promise<JobRecord[]> {
  const now = session.clock.now();
  const bodies = changes.map(({ current, patch, events }) => [...stateEvent(current, patch), ...events]);
  const rows = await changeRows(
    session.db,
    jobs,
    "key",
    changes.map(({ current, patch }, i) => ({
      current,
      patch: {
        ...patch,
        ...milestones(current, patch, now),
        version: current.version + 1,
        lastEvent: current.lastEvent + bodies[i]!.length,
        updatedAt: now,
      },
    })),
  );
  for (const [i, { current, patch }] of changes.entries()) {
    writeEvents(session, current, current.lastEvent, bodies[i]!);
    if (patch.state !== undefined && patch.state !== current.state) session.wake(channels.jobs);
  }
  return rows;
}

/** When it was first matched and when it ended; a state that is rolled back takes its end with it. */
function milestones(current: JobRecord, { state }: JobPatch, now: number) {
  if (state === undefined || state === current.state) return {};
  const isEnd = FINISHED.some((finished) => finished === state);
  const isMatch = !isEnd && state !== "submitted" && state !== "funded" && current.matchedAt === undefined;
  return { endedAt: isEnd ? now : null, ...(isMatch && { matchedAt: now }) };
}

function stateEvent(current: JobRecord, { state, closeReason }: JobPatch): JobEventBody[] {
  if (state === undefined || state === current.state) return [];
  return [{ type: "state", state, previous: current.state, ...(closeReason ? { closeReason } : {}) }];
}

/** Public jobs, and the private ones of whom `privateOf` names. */
function readable(privateOf: JobFilter["privateOf"]): SQL | undefined {
  if (privateOf === "everybody") return undefined;
  const isPublic = eq(jobs.visibility, "public");
  return privateOf === "nobody" ? isPublic : or(isPublic, eq(jobs.requester, privateOf.identity));
}

/** After the job that a page ended with: older, or as old with a larger key. */
function olderThan(cursor: string): SQL | undefined {
  const [time = "", key = ""] = cursor.split(".");
  const createdAt = Number(time);
  if (!Number.isSafeInteger(createdAt) || !/^[0-9a-f]{64}$/.test(key)) return undefined;
  return or(lt(jobs.createdAt, createdAt), and(eq(jobs.createdAt, createdAt), gt(jobs.key, key)));
}
