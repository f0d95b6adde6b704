import type { CloseReason, JobEventBody, JobKind, JobState, MatchReport, ReceiptDocument } from "@qubix/protocol";
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { amount, hexBytes, instant, uint32, uint64 } from "./columns.ts";

/** One row per job; `version` is the handle of compare-and-set. */
export const jobs = pgTable(
  "jobs",
  {
    key: hexBytes("key").primaryKey(),
    requester: text("requester").notNull(),
    kind: text("kind").$type<JobKind>().notNull(),
    name: text("name"),
    spec: text("spec").notNull(),
    specDigest: hexBytes("spec_digest").notNull(),
    nonce: uint64("nonce").notNull(),
    hub: integer("hub").notNull(),
    model: integer("model"),
    replicas: smallint("replicas").notNull(),
    quorum: smallint("quorum").notNull(),
    acceptPolicy: smallint("accept_policy").notNull(),
    startPolicy: smallint("start_policy").notNull(),
    undecidedPolicy: smallint("undecided_policy").notNull(),
    priceCap: amount("price_cap").notNull(),
    royalty: amount("royalty").notNull(),
    hubFee: amount("hub_fee").notNull(),
    protocolFee: amount("protocol_fee").notNull(),
    minStake: amount("min_stake").notNull(),
    escrow: amount("escrow").notNull(),
    providers: integer("providers").array().notNull(),
    createBy: uint32("create_by").notNull(),
    deadline: uint32("deadline").notNull(),
    state: text("state").$type<JobState>().notNull(),
    version: integer("version").notNull(),
    closeReason: text("close_reason").$type<CloseReason>(),
    slot: uint32("slot"),
    createdTick: uint32("created_tick"),
    windowEnds: uint32("window_ends"),
    resultDigest: hexBytes("result_digest"),
    refusal: text("refusal"),
    report: jsonb("report").$type<MatchReport>(),
    receipt: jsonb("receipt").$type<ReceiptDocument>(),
    dueAt: instant("due_at"),
    lastEvent: uint32("last_event").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    index("jobs_newest").on(t.createdAt.desc(), t.key),
    index("jobs_of_requester").on(t.requester, t.createdAt.desc(), t.key),
    index("jobs_by_state").on(t.state, t.createdAt.desc(), t.key),
    index("jobs_in_slot").on(t.slot).where(sql`slot is not null`),
    index("jobs_due").on(t.dueAt).where(sql`due_at is not null`),
  ],
);

/** A job's live feed; `seq` is given out under the job's row lock. */
export const jobEvents = pgTable(
  "job_events",
  {
    jobKey: hexBytes("job_key").notNull(),
    seq: uint32("seq").notNull(),
    time: instant("time").notNull(),
    body: jsonb("body").$type<JobEventBody>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobKey, t.seq] })],
);

/** Replicas that wait for a match. */
export const waiting = pgTable(
  "waiting",
  {
    jobKey: hexBytes("job_key").notNull(),
    replica: smallint("replica").notNull(),
    since: instant("since").notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobKey, t.replica] }), index("waiting_oldest").on(t.since, t.jobKey, t.replica)],
);
