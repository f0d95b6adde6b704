import { bigint, index, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { amount, bytes, hexBytes, instant, uint32, uint64 } from "./columns.ts";

/** How far the contract's events are projected: one row. */
export const chainCursor = pgTable("chain_cursor", {
  id: smallint("id").primaryKey(),
  initialTick: uint32("initial_tick").notNull(),
  epoch: integer("epoch").notNull(),
  tick: uint32("tick").notNull(),
  nextSeq: uint64("next_seq").notNull(),
  chainHash: hexBytes("chain_hash").notNull(),
});

export const chainEvents = pgTable(
  "chain_events",
  {
    seq: uint64("seq").notNull(),
    tick: uint32("tick").notNull(),
    epoch: integer("epoch").notNull(),
    type: integer("type").notNull(),
    slot: uint32("slot").notNull(),
    other: uint32("other").notNull(),
    amount: amount("amount").notNull(),
    key: hexBytes("key").notNull(),
    chainHash: hexBytes("chain_hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.seq, t.epoch] }),
    index("chain_events_by_key").on(t.key, t.seq),
    index("chain_events_by_type").on(t.type, t.seq),
  ],
);

/** Batches of assignments and their authorizations. */
export const batches = pgTable(
  "batches",
  {
    batch: uint32("batch").primaryKey(),
    root: hexBytes("root").notNull(),
    count: integer("count").notNull(),
    epoch: integer("epoch").notNull(),
    tick: uint32("tick").notNull(),
    invocationId: bigint("invocation_id", { mode: "bigint" }),
    state: text("state").$type<"flushed" | "authorized" | "failed">().notNull(),
    bundle: bytes("bundle"),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("batches_by_root").on(t.root)],
);
