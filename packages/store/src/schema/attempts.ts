import type { AttemptEndReason, AttemptMetrics, AttemptPhase, AttemptState, DeclineReason } from "@qubix/protocol";
import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { amount, bytes, hexBytes, instant, uint32 } from "./columns.ts";

export const attempts = pgTable(
  "attempts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    jobKey: hexBytes("job_key").notNull(),
    replica: smallint("replica").notNull(),
    attempt: uint32("attempt"),
    assignment: uint32("assignment"),
    provider: integer("provider").notNull(),
    machine: text("machine").notNull(),
    price: amount("price").notNull(),
    /** What a metered run asked for at its reveal. */
    charge: amount("charge"),
    /** Memory that the run sets aside. */
    memoryMiB: integer("memory_mib").notNull().default(0),
    state: text("state").$type<AttemptState>().notNull(),
    phase: text("phase").$type<AttemptPhase>(),
    progress: doublePrecision("progress"),
    endReason: text("end_reason").$type<AttemptEndReason>(),
    /** Why its agent gave it back, as that says. */
    declineReason: text("decline_reason").$type<DeclineReason>(),
    version: integer("version").notNull(),
    cursor: uint32("cursor").notNull(),
    intent: text("intent").notNull(),
    expiry: uint32("expiry"),
    leaseUntil: uint32("lease_until"),
    batch: uint32("batch"),
    leafIndex: uint32("leaf_index"),
    commitment: hexBytes("commitment"),
    resultDigest: hexBytes("result_digest"),
    ciphertextDigest: hexBytes("ciphertext_digest"),
    maskedKey: hexBytes("masked_key"),
    artifact: text("artifact"),
    artifactSize: uint32("artifact_size"),
    uploadedAt: instant("uploaded_at"),
    /** What the run used, as its agent says. */
    metrics: jsonb("metrics").$type<AttemptMetrics>(),
    /** What its end teaches has been learned. */
    judged: boolean("judged").notNull().default(false),
    dueAt: instant("due_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("attempts_of_job").on(t.jobKey, t.attempt),
    index("attempts_feed").on(t.provider, t.machine, t.cursor),
    index("attempts_of_intent").on(t.intent),
    index("attempts_live").on(t.state, t.id).where(sql`state not in ('settled', 'ended')`),
    index("attempts_of_provider").on(t.provider, t.state).where(sql`state not in ('settled', 'ended')`),
    index("attempts_in_slot").on(t.assignment).where(sql`state not in ('settled', 'ended')`),
    index("attempts_newest_of_provider").on(t.provider, t.id.desc()),
    index("attempts_unjudged").on(t.id).where(sql`state in ('settled', 'ended') and not judged`),
    index("attempts_due").on(t.dueAt).where(sql`due_at is not null`),
  ],
);

/** Sealed pieces of log. */
export const logChunks = pgTable(
  "log_chunks",
  {
    jobKey: hexBytes("job_key").notNull(),
    attempt: uint32("attempt").notNull(),
    seq: uint32("seq").notNull(),
    ephemeral: hexBytes("ephemeral").notNull(),
    chunk: bytes("chunk").notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobKey, t.attempt, t.seq] })],
);
