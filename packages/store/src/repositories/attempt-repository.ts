import {
  type AttemptChange,
  type AttemptPatch,
  type AttemptRecord,
  type AttemptRepository,
  assertAttemptTransition,
} from "@qubix/market";
import type { JobEventBody } from "@qubix/protocol";
import { and, asc, eq, gt, inArray, lte, notInArray, sql } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import { changeRows } from "../database/change-rows.ts";
import type { Session } from "../database/session.ts";
import { attempts } from "../schema/index.ts";
import { attemptEvent } from "./attempt-event.ts";
import { appendToFeeds } from "./job-feed.ts";
import { lockJobs } from "./job-repository.ts";
import { nextCursors } from "./machine-feed.ts";
import { reserve } from "./reserve.ts";
import { defined } from "./rows.ts";

/** Changes of these members are news to the agent: they move the attempt to the end of its machine's feed. */
const NEWS: readonly (keyof AttemptPatch)[] = ["state", "attempt", "assignment", "leaseUntil", "batch"];

/** Attempts in PostgreSQL. */
export function attemptRepository(session: Session): AttemptRepository {
  const { db } = session;
  const one = async (where: ReturnType<typeof and>): Promise<AttemptRecord | undefined> => {
    const [row] = await db.select().from(attempts).where(where).limit(1);
    return row && defined(row);
  };

  async function ofIntents(intents: readonly string[]): Promise<AttemptRecord[]> {
    if (intents.length === 0) return [];
    const rows = await db.select().from(attempts).where(isAnyOf(attempts.intent, intents)).orderBy(asc(attempts.id));
    return rows.map(defined);
  }

  return {
    reserve: (lease, intent, items) => session.atomic((within) => reserve(within, lease, intent, items)),
    get: (id) => one(eq(attempts.id, id)),
    find: (jobKey, attempt) => one(and(eq(attempts.jobKey, jobKey), eq(attempts.attempt, attempt))),
    byAssignment: (slot) => one(and(eq(attempts.assignment, slot), notInArray(attempts.state, ["settled", "ended"]))),

    async ofJob(jobKey) {
      return (await db.select().from(attempts).where(eq(attempts.jobKey, jobKey)).orderBy(asc(attempts.id))).map(
        defined,
      );
    },

    async ofJobs(jobKeys) {
      if (jobKeys.length === 0) return [];
      const rows = await db.select().from(attempts).where(isAnyOf(attempts.jobKey, jobKeys)).orderBy(asc(attempts.id));
      return rows.map(defined);
    },

    async findMany(names) {
      if (names.length === 0) return [];
      const wanted = new Set(names.map(({ jobKey, attempt }) => nameOf(jobKey, attempt)));
      const keys = [...new Set(names.map(({ jobKey }) => jobKey))];
      const rows = (await db.select().from(attempts).where(isAnyOf(attempts.jobKey, keys))).map(defined);
      return rows.filter(({ jobKey, attempt }) => attempt !== undefined && wanted.has(nameOf(jobKey, attempt)));
    },

    async inBatch(batch) {
      return (
        await db
          .select()
          .from(attempts)
          .where(and(eq(attempts.batch, batch), waitsForBundle()))
      ).map(defined);
    },

    ofIntent: (intent) => ofIntents([intent]),
    ofIntents,

    async ofMachine(provider, machine, after, limit) {
      const feed = and(
        eq(attempts.provider, provider),
        eq(attempts.machine, machine),
        gt(attempts.cursor, after),
        inArray(attempts.state, ["assigned", "authorized"]),
      );
      return (await db.select().from(attempts).where(feed).orderBy(asc(attempts.cursor)).limit(limit)).map(defined);
    },

    async liveOf(provider) {
      const live = and(eq(attempts.provider, provider), notInArray(attempts.state, ["settled", "ended"]));
      return (await db.select().from(attempts).where(live).orderBy(asc(attempts.id))).map(defined);
    },

    async live(states, limit) {
      const rows = await db
        .select()
        .from(attempts)
        .where(and(inArray(attempts.state, [...states]), notInArray(attempts.state, ["settled", "ended"])))
        .orderBy(asc(attempts.id))
        .limit(limit);
      return rows.map(defined);
    },

    change: async (id, version, patch, events = []) =>
      (await session.atomic((within) => change(within, [{ id, version, patch, events }])))[0],

    changeMany: (changes) => session.atomic((within) => change(within, changes)),

    rollBack: (id) =>
      session.atomic(async ({ db, clock }) => {
        const version = sql`${attempts.version} + 1`;
        const patch = { state: "reserved" as const, endReason: null, version, updatedAt: clock.now() };
        await db.update(attempts).set(patch).where(eq(attempts.id, id));
      }),

    async due(now, limit) {
      const rows = await db
        .select()
        .from(attempts)
        .where(lte(attempts.dueAt, now))
        .orderBy(asc(attempts.dueAt))
        .limit(limit);
      return rows.map(defined);
    },
  };
}

/** The second condition is the index's: live attempts are few among all that there were. */
export function waitsForBundle() {
  return and(inArray(attempts.state, ["assigned", "authorized"]), notInArray(attempts.state, ["settled", "ended"]));
}

/** Compare-and-set of each attempt for itself, all in one turn: jobs are locked before their attempts, as everybody does. */
async function change(session: Session, changes: readonly AttemptChange[]): Promise<(AttemptRecord | undefined)[]> {
  const ids = [...new Set(changes.map(({ id }) => id))];
  if (ids.length === 0) return [];
  const { db } = session;
  const owners = await db.select({ jobKey: attempts.jobKey }).from(attempts).where(isAnyOf(attempts.id, ids));
  await lockJobs(
    session,
    owners.map(({ jobKey }) => jobKey),
  );
  const rows = await db
    .select()
    .from(attempts)
    .where(isAnyOf(attempts.id, ids))
    .orderBy(asc(attempts.id))
    .for("update");
  const locked = new Map(rows.map((row) => [row.id, defined(row)]));
  const held = changes.flatMap(({ id, version, patch, events = [] }) => {
    const current = locked.get(id);
    if (current?.version !== version) return [];
    if (patch.state !== undefined) assertAttemptTransition(current.state, patch.state);
    locked.delete(id); // the version has moved: a second change of the same attempt comes too late
    return [{ current, patch, events }];
  });
  const written = new Map((await write(session, held)).map((attempt) => [attempt.id, attempt]));
  return changes.map(({ id, version }) => {
    const attempt = written.get(id);
    if (attempt?.version !== version + 1) return undefined;
    written.delete(id);
    return attempt;
  });
}

interface HeldChange {
  /** As it is under the row's lock. */
  current: AttemptRecord;
  patch: AttemptPatch;
  events: readonly JobEventBody[];
}

async function write(session: Session, changes: readonly HeldChange[]): Promise<AttemptRecord[]> {
  const news = changes.filter(isNews).map(({ current }) => current);
  const cursors = await nextCursors(session, news);
  const cursorOf = new Map(news.map(({ id }, i) => [id, cursors[i]!]));
  const updatedAt = session.clock.now();
  const rows = await changeRows(
    session.db,
    attempts,
    "id",
    changes.map(({ current, patch }) => {
      const cursor = cursorOf.get(current.id) ?? current.cursor;
      return { current, patch: { ...patch, cursor, version: current.version + 1, updatedAt } };
    }),
  );
  const feeds = new Map<string, JobEventBody[]>();
  for (const [i, { current, patch, events }] of changes.entries()) {
    const moved = patch.state !== undefined && patch.state !== current.state;
    const bodies = [...(moved ? attemptEvent(rows[i]!) : []), ...events];
    feeds.set(current.jobKey, [...(feeds.get(current.jobKey) ?? []), ...bodies]);
  }
  await appendToFeeds(session, feeds);
  return rows;
}

/** Whether the agent must learn of it: what it can run, it looks at again; everything else the chain tells it. */
function isNews({ current, patch }: HeldChange): boolean {
  const state = patch.state ?? current.state;
  if (state !== "assigned" && state !== "authorized") return false;
  return NEWS.some((member) => patch[member] !== undefined && patch[member] !== current[member]);
}

const nameOf = (jobKey: string, attempt: number) => `${jobKey}:${attempt}`;
