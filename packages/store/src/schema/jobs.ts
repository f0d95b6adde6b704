import type {
  CloseReason,
  JobEventBody,
  JobKind,
  JobState,
  JobVisibility,
  MatchReport,
  ReceiptDocument,
} from "@qubix/protocol";
import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { amount, hexBytes, instant, uint32, uint64 } from "./columns.ts";
import { receiptTick, wordsOf } from "./expressions.ts";

/** One row per job; `version` is the handle of compare-and-set. */
export const jobs = pgTable(
  "jobs",
  {
    key: hexBytes("key").primaryKey(),
    requester: text("requester").notNull(),
    kind: text("kind").$type<JobKind>().notNull(),
    visibility: text("visibility").$type<JobVisibility>().notNull().default("public"),
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
    /** Runs are paid what they use. */
    metered: boolean("metered").notNull().default(false),
    /** What top-ups added to the escrow. */
    toppedUp: amount("topped_up").notNull().default(sql`0`),
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
    /** Where its trace is (W3C trace context). */
    traceparent: text("traceparent"),
    report: jsonb("report").$type<MatchReport>(),
    receipt: jsonb("receipt").$type<ReceiptDocument>(),
    dueAt: instant("due_at"),
    lastEvent: uint32("last_event").notNull(),
    /** First reservation, and the end: for statistics. */
    matchedAt: instant("matched_at"),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    index("jobs_updated").on(t.updatedAt.desc(), t.key),
    index("jobs_of_model").on(t.model, t.createdAt.desc(), t.key).where(sql`model is not null`),
    index("jobs_by_name").using("gin", wordsOf(t.name)).where(sql`name is not null`),
    index("jobs_by_receipt")
      .on(sql`${receiptTick(t.receipt)} desc`, t.key)
      .where(sql`receipt is not null`),
    index("jobs_ended").on(t.endedAt).where(sql`ended_at is not null`),
    index("jobs_newest").on(t.createdAt.desc(), t.key),
    index("jobs_of_requester").on(t.requester, t.createdAt.desc(), t.key),
    index("jobs_by_state").on(t.state, t.createdAt.desc(), t.key),
    index("jobs_in_slot").on(t.slot).where(sql`slot is not null`),
    index("jobs_due").on(t.dueAt).where(sql`due_at is not null`),
  ],
);

/**
 * A job's live feed; `seq` is given out under the job's row lock. What the requester's account feed shows as well has a
 * number there too, given out at the commit.
 */
export const jobEvents = pgTable(
  "job_events",
  {
    jobKey: hexBytes("job_key").notNull(),
    seq: uint32("seq").notNull(),
    time: instant("time").notNull(),
    body: jsonb("body").$type<JobEventBody>().notNull(),
    account: bigint("account", { mode: "number" }),
    accountSeq: bigint("account_seq", { mode: "number" }),
  },
  (t) => [
    // A partitioned table's keys hold what it is partitioned by; that (job, seq) is unique follows from the job's row lock.
    primaryKey({ columns: [t.jobKey, t.seq, t.time] }),
    index("job_events_of_account").on(t.account, t.accountSeq).where(sql`account is not null`),
  ],
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
