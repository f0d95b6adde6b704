import type { IntentState } from "@qubix/market";
import type { TransactionState } from "@qubix/protocol";
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, hexBytes, instant, uint32 } from "./columns.ts";

/** What the hub wants from the chain, whichever version of it gets through. */
export const intents = pgTable(
  "intents",
  {
    id: text("id").primaryKey(),
    procedure: text("procedure").notNull(),
    owner: text("owner").$type<"hub" | "user">().notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    state: text("state").$type<IntentState>().notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("intents_open").on(t.createdAt, t.id).where(sql`state = 'open'`)],
);

/** Which jobs an intent is about, in its order. */
export const intentJobs = pgTable(
  "intent_jobs",
  {
    intent: text("intent").notNull(),
    position: smallint("position").notNull(),
    jobKey: hexBytes("job_key").notNull(),
  },
  (t) => [primaryKey({ columns: [t.intent, t.position] }), index("intent_jobs_by_job").on(t.jobKey)],
);

/** Signed versions of intents. */
export const transactions = pgTable(
  "transactions",
  {
    id: text("id").primaryKey(),
    intent: text("intent").notNull(),
    version: integer("version").notNull(),
    source: text("source").notNull(),
    tick: uint32("tick").notNull(),
    bytes: bytes("bytes").notNull(),
    state: text("state").$type<TransactionState>().notNull(),
    code: integer("code"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("transactions_of_intent").on(t.intent, t.version),
    index("transactions_newest").on(t.createdAt.desc(), t.id),
  ],
);
