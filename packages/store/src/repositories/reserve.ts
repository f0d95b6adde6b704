import {
  type LeaseToken,
  MarketError,
  type NewIntent,
  OPEN_JOB_STATES,
  type Reservation,
  type ReservationOutcome,
  type ReservationRefusal,
} from "@qubix/market";
import { and, count, eq, inArray } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { attempts, jobs, machines, providers, waiting } from "../schema/index.ts";
import { attemptEvent } from "./attempt-event.ts";
import { appendToFeed } from "./job-feed.ts";
import { jobRepository, lockJobs } from "./job-repository.ts";
import { holdsLease } from "./lease-repository.ts";
import { nextCursor } from "./machine-feed.ts";
import { defined } from "./rows.ts";
import { planIntent } from "./transaction-repository.ts";

/**
 * Reservations, the jobs' new state and the intent to assign them, committed together under the leader's lease.
 * Rows are locked in the order jobs (by key), provider, machine.
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
  await lockJobs(
    session,
    items.map((item) => item.jobKey),
  );
  const outcomes: ReservationOutcome[] = [];
  for (const item of items) outcomes.push(await reserveOne(session, intent.id, item));
  const made = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.attempt] : []));
  if (made.length > 0) {
    const jobKeys = [...new Set(made.map((attempt) => attempt.jobKey))];
    const payload = { ...intent.payload, attempts: made.map((attempt) => attempt.id) };
    await planIntent(session, { ...intent, jobKeys, payload });
  }
  return outcomes;
}

async function reserveOne(session: Session, intent: string, item: Reservation): Promise<ReservationOutcome> {
  const refusal = (await checkJob(session, item)) ?? (await checkCapacity(session, item));
  if (refusal !== undefined) return { ok: false, reason: refusal };
  const now = session.clock.now();
  const { jobVersion: _, ...fields } = item;
  const cursor = await nextCursor(session, item.provider, item.machine);
  const [row] = await session.db
    .insert(attempts)
    .values({ ...fields, intent, cursor, state: "reserved", version: 1, createdAt: now, updatedAt: now })
    .returning();
  await session.db.delete(waiting).where(and(eq(waiting.jobKey, item.jobKey), eq(waiting.replica, item.replica)));
  await markMatched(session, item.jobKey);
  const attempt = defined(row!);
  await appendToFeed(session, item.jobKey, attemptEvent(attempt));
  return { ok: true, attempt };
}

/**
 * The job as the matcher saw it (or changed only by reservations of this very call) and the replica still waiting.
 */
async function checkJob(session: Session, item: Reservation): Promise<ReservationRefusal | undefined> {
  const [job] = await session.db
    .select({ version: jobs.version, state: jobs.state })
    .from(jobs)
    .where(eq(jobs.key, item.jobKey));
  const open: readonly string[] = OPEN_JOB_STATES;
  if (job === undefined || !open.includes(job.state)) return "job-changed";
  if (job.version !== item.jobVersion && job.state === "funded") return "job-changed";
  const [row] = await session.db
    .select({ replica: waiting.replica })
    .from(waiting)
    .where(and(eq(waiting.jobKey, item.jobKey), eq(waiting.replica, item.replica)))
    .for("update");
  return row === undefined ? "not-waiting" : undefined;
}

/** reserved < capacity − live under the provider's row lock; held slots < slots under the machine's. */
async function checkCapacity(session: Session, item: Reservation): Promise<ReservationRefusal | undefined> {
  const { db } = session;
  const [provider] = await db.select().from(providers).where(eq(providers.slot, item.provider)).for("update");
  const [reserved] = await db
    .select({ n: count() })
    .from(attempts)
    .where(and(eq(attempts.provider, item.provider), eq(attempts.state, "reserved")));
  if (provider === undefined || reserved!.n >= provider.capacity - provider.live) return "provider-full";
  const onMachine = and(eq(machines.provider, item.provider), eq(machines.id, item.machine));
  const [machine] = await db.select().from(machines).where(onMachine).for("update");
  const [held] = await db
    .select({ n: count() })
    .from(attempts)
    .where(
      and(
        eq(attempts.provider, item.provider),
        eq(attempts.machine, item.machine),
        inArray(attempts.state, ["reserved", "assigned", "authorized"]),
      ),
    );
  return machine === undefined || held!.n >= machine.slots ? "machine-full" : undefined;
}

async function markMatched(session: Session, key: string): Promise<void> {
  const repository = jobRepository(session);
  const job = await repository.get(key);
  if (job?.state === "funded") await repository.change(key, job.version, { state: "matched" });
}
