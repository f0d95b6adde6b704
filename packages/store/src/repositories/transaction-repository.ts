import {
  assertTransactionTransition,
  type IntentEnd,
  type IntentPlan,
  type IntentRecord,
  MarketError,
  type NewTransaction,
  type OpenIntent,
  type TransactionMove,
  type TransactionRecord,
  type TransactionRepository,
} from "@qubix/market";
import type { JobEventBody, TransactionState } from "@qubix/protocol";
import { asc, eq, sql } from "drizzle-orm";
import { columnValues, isAnyOf } from "../database/arrays.ts";
import { changeRows } from "../database/change-rows.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { intentJobs, intents, transactions } from "../schema/index.ts";
import { appendToFeeds } from "./job-feed.ts";
import { defined } from "./rows.ts";

/** Own transactions in PostgreSQL. */
export function transactionRepository(session: Session): TransactionRepository {
  const { db } = session;

  async function openIds(limit: number): Promise<string[]> {
    const rows = await db
      .select({ id: intents.id })
      .from(intents)
      .where(eq(intents.state, "open"))
      .orderBy(asc(intents.createdAt), asc(intents.id))
      .limit(limit);
    return rows.map(({ id }) => id);
  }

  return {
    plan: async (intent) => (await session.atomic((within) => planIntents(within, [intent])))[0]!,
    planMany: (plans) => session.atomic((within) => planIntents(within, plans)),
    addVersion: (transaction) => session.atomic((within) => addVersion(within, transaction)),

    async get(id) {
      const [row] = await db.select().from(transactions).where(eq(transactions.id, id));
      return row && defined(row);
    },

    async intent(id) {
      return (await load(session, [id]))[0];
    },

    intents: (ids) => load(session, ids),

    open: async (limit) => load(session, await openIds(limit)),
    openIds,

    async ofJob(jobKey) {
      const rows = await db.select({ id: intentJobs.intent }).from(intentJobs).where(eq(intentJobs.jobKey, jobKey));
      return load(
        session,
        rows.map((row) => row.id),
      );
    },

    move: async (id, from, to, code) =>
      (await session.atomic((within) => moveAll(within, [{ id, from, to, code }])))[0]!,

    moveMany: (moves) => session.atomic((within) => moveAll(within, moves)),

    close: async (intent, state) => (await closeAll(session, [{ intent, state }]))[0]!,
    closeMany: (ends) => closeAll(session, ends),
  };
}

/**
 * Inserts intents with the versions that they come with; one that is there already stays as it is. Call it within a
 * transaction. @returns the rows that are there, in the order of the plans
 */
export async function planIntents(session: Session, plans: readonly IntentPlan[]): Promise<IntentRecord[]> {
  const { db } = session;
  const now = session.clock.now();
  const rows = plans.map(({ jobKeys: _, versions: __, ...fields }) => {
    return { ...fields, state: "open" as const, createdAt: now, updatedAt: now };
  });
  const inserted = await insertRows(db, intents, rows, sql`on conflict do nothing returning id`);
  const fresh = new Set(inserted.map(({ id }) => id as string));
  const made = plans.filter(({ id }) => fresh.has(id));
  await insertRows(
    db,
    intentJobs,
    made.flatMap(({ id, jobKeys }) => jobKeys.map((jobKey, position) => ({ intent: id, position, jobKey }))),
  );
  const versions = made.flatMap(({ id, versions = [] }) => versions.map((version) => ({ ...version, intent: id })));
  await insertRows(
    db,
    transactions,
    versions.map((version) => ({ ...version, state: "signed", createdAt: now, updatedAt: now })),
  );
  if (made.length > 0) session.wake(channels.intents);
  const known = await load(
    session,
    plans.flatMap(({ id }) => (fresh.has(id) ? [] : [id])),
  );
  const there = new Map(known.map(({ intent }) => [intent.id, intent]));
  return plans.map(({ id, jobKeys }, i) => there.get(id) ?? { ...rows[i]!, jobKeys });
}

async function addVersion(session: Session, transaction: NewTransaction): Promise<TransactionRecord> {
  const { db } = session;
  const [intent] = await db.select().from(intents).where(eq(intents.id, transaction.intent)).for("update");
  const versions = await versionsOf(session, [transaction.intent]);
  const known = versions.find((version) => version.id === transaction.id);
  if (known) return known;
  const conflict = conflictOf(intent, versions, transaction.version);
  if (conflict)
    throw new MarketError("INTENT_CONFLICT", conflict, { intent: transaction.intent, version: transaction.version });
  const now = session.clock.now();
  const [row] = await db
    .insert(transactions)
    .values({ ...transaction, state: "signed", createdAt: now, updatedAt: now })
    .returning();
  session.wake(channels.intents);
  return defined(row!);
}

function conflictOf(
  intent: { state: string; owner: "hub" | "user" } | undefined,
  versions: TransactionRecord[],
  version: number,
): string | undefined {
  if (intent === undefined) return "There is no such intent: plan it first.";
  if (intent.state !== "open") return `The intent is ${intent.state}; nothing more is signed for it.`;
  if (version !== versions.length + 1) return `Version ${versions.length + 1} comes next, not ${version}.`;
  const pending = intent.owner === "hub" && versions.find((earlier) => earlier.state !== "absent");
  return pending ? `Version ${pending.version} is ${pending.state}; only a proven absence allows another.` : undefined;
}

async function moveAll(session: Session, moves: readonly TransactionMove[]): Promise<boolean[]> {
  for (const { from, to } of moves) assertTransactionTransition(from, to);
  if (moves.length === 0) return [];
  const { db } = session;
  const locked = await db
    .select()
    .from(transactions)
    .where(
      isAnyOf(
        transactions.id,
        moves.map(({ id }) => id),
      ),
    )
    .orderBy(asc(transactions.id))
    .for("update");
  const current = new Map(locked.map((row) => [row.id, defined(row)]));
  const held = moves.map(({ id, from }) => {
    const row = current.get(id);
    if (row?.state !== from) return undefined;
    current.delete(id); // it has moved: a second move of the same transaction comes too late
    return row;
  });
  const updatedAt = session.clock.now();
  const changes = moves.flatMap(({ to, code }, i) => {
    const row = held[i];
    return row ? [{ current: row, patch: { state: to, updatedAt, ...(code === undefined ? {} : { code }) } }] : [];
  });
  await changeRows(db, transactions, "id", changes);
  await tellJobs(
    session,
    changes.map(({ current: { id, intent, tick }, patch: { state, code } }) => ({ id, intent, tick, state, code })),
  );
  return held.map((row) => row !== undefined);
}

interface Moved {
  id: string;
  intent: string;
  tick: number;
  state: TransactionState;
  code?: number | undefined;
}

/** Writes an event into the feed of each job that a transaction is about. */
async function tellJobs(session: Session, moved: readonly Moved[]): Promise<void> {
  const { db } = session;
  const ids = [...new Set(moved.map(({ intent }) => intent))];
  if (ids.length === 0) return;
  const about = await db
    .select({ intent: intentJobs.intent, jobKey: intentJobs.jobKey, procedure: intents.procedure })
    .from(intentJobs)
    .innerJoin(intents, eq(intents.id, intentJobs.intent))
    .where(isAnyOf(intentJobs.intent, ids));
  const feeds = new Map<string, JobEventBody[]>();
  for (const { id, intent, tick, state, code } of moved) {
    for (const { jobKey, procedure } of about.filter((row) => row.intent === intent)) {
      const event = {
        type: "transaction" as const,
        id,
        procedure,
        state,
        tick,
        ...(code === undefined ? {} : { code }),
      };
      feeds.set(jobKey, [...(feeds.get(jobKey) ?? []), event]);
    }
  }
  await appendToFeeds(session, feeds);
}

async function closeAll(session: Session, ends: readonly IntentEnd[]): Promise<boolean[]> {
  if (ends.length === 0) return [];
  const rows = await session.db.execute(sql`
    update ${intents} set state = v.state, updated_at = ${new Date(session.clock.now()).toISOString()}
    from unnest(
      ${columnValues(
        intents.id,
        ends.map(({ intent }) => intent),
      )},
      ${columnValues(
        intents.state,
        ends.map(({ state }) => state),
      )}
    ) as v (id, state)
    where ${intents.id} = v.id and ${intents.state} = 'open' returning ${intents.id}`);
  const closed = new Set(rows.rows.map(({ id }) => id));
  return ends.map(({ intent }) => closed.delete(intent));
}

async function load(session: Session, ids: readonly string[]): Promise<OpenIntent[]> {
  if (ids.length === 0) return [];
  const { db } = session;
  const rows = await db
    .select()
    .from(intents)
    .where(isAnyOf(intents.id, ids))
    .orderBy(asc(intents.createdAt), asc(intents.id));
  const keys = await db
    .select()
    .from(intentJobs)
    .where(isAnyOf(intentJobs.intent, ids))
    .orderBy(asc(intentJobs.position));
  const versions = await versionsOf(session, ids);
  const loaded = new Map(rows.map((row) => [row.id, { row, jobKeys: [] as string[], own: [] as TransactionRecord[] }]));
  for (const { intent, jobKey } of keys) loaded.get(intent)?.jobKeys.push(jobKey);
  for (const version of versions) loaded.get(version.intent)?.own.push(version);
  return [...loaded.values()].map(({ row, jobKeys, own }) => ({ intent: { ...row, jobKeys }, versions: own }));
}

async function versionsOf({ db }: Session, ids: readonly string[]): Promise<TransactionRecord[]> {
  const rows = await db
    .select()
    .from(transactions)
    .where(isAnyOf(transactions.intent, ids))
    .orderBy(asc(transactions.version));
  return rows.map(defined);
}
