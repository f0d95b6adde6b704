import { type AttemptPatch, type AttemptRecord, type AttemptRepository, assertAttemptTransition } from "@qubix/market";
import type { JobEventBody } from "@qubix/protocol";
import { and, asc, eq, gt, inArray, lte, notInArray } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { attempts } from "../schema/index.ts";
import { attemptEvent } from "./attempt-event.ts";
import { appendToFeed } from "./job-feed.ts";
import { lockJobs } from "./job-repository.ts";
import { nextCursor } from "./machine-feed.ts";
import { reserve } from "./reserve.ts";
import { defined } from "./rows.ts";

/** Changes of these members are news to the agent: they move the attempt to the end of its machine's feed. */
const NEWS: readonly (keyof AttemptPatch)[] = ["state", "attempt", "assignment", "endReason", "leaseUntil", "batch"];

/** Attempts in PostgreSQL. */
export function attemptRepository(session: Session): AttemptRepository {
  const { db } = session;
  const one = async (where: ReturnType<typeof and>): Promise<AttemptRecord | undefined> => {
    const [row] = await db.select().from(attempts).where(where).limit(1);
    return row && defined(row);
  };

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

    async ofIntent(intent) {
      return (await db.select().from(attempts).where(eq(attempts.intent, intent)).orderBy(asc(attempts.id))).map(
        defined,
      );
    },

    async ofMachine(provider, machine, after, limit) {
      const feed = and(eq(attempts.provider, provider), eq(attempts.machine, machine), gt(attempts.cursor, after));
      return (await db.select().from(attempts).where(feed).orderBy(asc(attempts.cursor)).limit(limit)).map(defined);
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

    change: (id, version, patch, events = []) => session.atomic((within) => change(within, id, version, patch, events)),

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

async function change(
  session: Session,
  id: number,
  version: number,
  patch: AttemptPatch,
  events: readonly JobEventBody[],
): Promise<AttemptRecord | undefined> {
  const [owner] = await session.db.select({ jobKey: attempts.jobKey }).from(attempts).where(eq(attempts.id, id));
  if (owner === undefined) return undefined;
  await lockJobs(session, [owner.jobKey]); // the job before its attempt, as everybody does
  const [current] = await session.db.select().from(attempts).where(eq(attempts.id, id)).for("update");
  if (current === undefined || current.version !== version) return undefined;
  if (patch.state !== undefined) assertAttemptTransition(current.state, patch.state);
  const isNews = NEWS.some((member) => patch[member] !== undefined && patch[member] !== current[member]);
  const cursor = isNews ? await nextCursor(session, current.provider, current.machine) : current.cursor;
  const [row] = await session.db
    .update(attempts)
    .set({ ...patch, cursor, version: version + 1, updatedAt: session.clock.now() })
    .where(eq(attempts.id, id))
    .returning();
  const changed = defined(row!);
  const stateEvents = patch.state !== undefined && patch.state !== current.state ? attemptEvent(changed) : [];
  await appendToFeed(session, current.jobKey, [...stateEvents, ...events]);
  return changed;
}
