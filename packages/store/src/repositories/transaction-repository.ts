import {
  assertTransactionTransition,
  type IntentRecord,
  MarketError,
  type NewIntent,
  type NewTransaction,
  type OpenIntent,
  type TransactionRecord,
  type TransactionRepository,
} from "@qubix/market";
import type { TransactionState } from "@qubix/protocol";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { intentJobs, intents, transactions } from "../schema/index.ts";
import { appendToFeed } from "./job-feed.ts";
import { defined } from "./rows.ts";

/** Own transactions in PostgreSQL. */
export function transactionRepository(session: Session): TransactionRepository {
  const { db } = session;
  return {
    plan: (intent) => session.atomic((within) => planIntent(within, intent)),
    addVersion: (transaction) => session.atomic((within) => addVersion(within, transaction)),

    async get(id) {
      const [row] = await db.select().from(transactions).where(eq(transactions.id, id));
      return row && defined(row);
    },

    async intent(id) {
      return (await load(session, [id]))[0];
    },

    async open(limit) {
      const rows = await db
        .select({ id: intents.id })
        .from(intents)
        .where(eq(intents.state, "open"))
        .orderBy(asc(intents.createdAt), asc(intents.id))
        .limit(limit);
      return load(
        session,
        rows.map((row) => row.id),
      );
    },

    async ofJob(jobKey) {
      const rows = await db.select({ id: intentJobs.intent }).from(intentJobs).where(eq(intentJobs.jobKey, jobKey));
      return load(
        session,
        rows.map((row) => row.id),
      );
    },

    move: (id, from, to, code) => session.atomic((within) => move(within, id, from, to, code)),

    async close(intent, state) {
      const rows = await db
        .update(intents)
        .set({ state, updatedAt: session.clock.now() })
        .where(and(eq(intents.id, intent), eq(intents.state, "open")))
        .returning({ id: intents.id });
      return rows.length > 0;
    },
  };
}

/** Inserts an intent, or finds the one that is there. Call it within a transaction. */
export async function planIntent(session: Session, intent: NewIntent): Promise<IntentRecord> {
  const now = session.clock.now();
  const { jobKeys, ...fields } = intent;
  const [row] = await session.db
    .insert(intents)
    .values({ ...fields, state: "open", createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning();
  if (row === undefined) return (await load(session, [intent.id]))[0]!.intent;
  if (jobKeys.length > 0) {
    await session.db
      .insert(intentJobs)
      .values(jobKeys.map((jobKey, position) => ({ intent: intent.id, position, jobKey })));
  }
  session.wake(channels.intents);
  return { ...row, jobKeys };
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

async function move(
  session: Session,
  id: string,
  from: TransactionState,
  to: TransactionState,
  code?: number,
): Promise<boolean> {
  assertTransactionTransition(from, to);
  const [row] = await session.db
    .update(transactions)
    .set({ state: to, updatedAt: session.clock.now(), ...(code === undefined ? {} : { code }) })
    .where(and(eq(transactions.id, id), eq(transactions.state, from)))
    .returning();
  if (row === undefined) return false;
  const [intent] = await load(session, [row.intent]);
  const { procedure, jobKeys } = intent!.intent;
  const event = {
    type: "transaction",
    id,
    procedure,
    state: to,
    tick: row.tick,
    ...(code === undefined ? {} : { code }),
  } as const;
  for (const key of [...jobKeys].sort()) await appendToFeed(session, key, [event]);
  return true;
}

async function load(session: Session, ids: readonly string[]): Promise<OpenIntent[]> {
  if (ids.length === 0) return [];
  const { db } = session;
  const rows = await db
    .select()
    .from(intents)
    .where(inArray(intents.id, [...ids]))
    .orderBy(asc(intents.createdAt), asc(intents.id));
  const keys = await db
    .select()
    .from(intentJobs)
    .where(inArray(intentJobs.intent, [...ids]))
    .orderBy(asc(intentJobs.position));
  const versions = await versionsOf(session, ids);
  return rows.map((row) => ({
    intent: { ...row, jobKeys: keys.filter((key) => key.intent === row.id).map((key) => key.jobKey) },
    versions: versions.filter((version) => version.intent === row.id),
  }));
}

async function versionsOf({ db }: Session, ids: readonly string[]): Promise<TransactionRecord[]> {
  const rows = await db
    .select()
    .from(transactions)
    .where(inArray(transactions.intent, [...ids]))
    .orderBy(asc(transactions.version));
  return rows.map(defined);
}
