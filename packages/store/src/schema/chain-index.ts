import { index, integer, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { amount, bytes, hexBytes, instant, uint32 } from "./columns.ts";

/** What the index has whole: one row. */
export const chainIndexSpan = pgTable("chain_index_span", {
  id: smallint("id").primaryKey(),
  from: uint32("from_tick").notNull(),
  to: uint32("to_tick").notNull(),
});

/** Ticks that were not empty; partitioned by time. */
export const chainTicks = pgTable(
  "chain_ticks",
  {
    tick: uint32("tick").notNull(),
    epoch: integer("epoch").notNull(),
    time: instant("time").notNull(),
    leader: integer("leader").notNull(),
    transactions: integer("transactions").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tick, t.time] })],
);

/** Transactions that ticks took; partitioned by time. */
export const chainTransactions = pgTable(
  "chain_transactions",
  {
    tick: uint32("tick").notNull(),
    place: integer("place").notNull(),
    time: instant("time").notNull(),
    digest: hexBytes("digest").notNull(),
    source: hexBytes("source").notNull(),
    destination: hexBytes("destination").notNull(),
    amount: amount("amount").notNull(),
    inputType: integer("input_type").notNull(),
    input: bytes("input").notNull(),
    signature: hexBytes("signature").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tick, t.place, t.time] }),
    index("chain_transactions_by_digest").on(t.digest),
    index("chain_transactions_by_source").on(t.source, t.tick, t.place),
    index("chain_transactions_by_destination").on(t.destination, t.tick, t.place),
  ],
);
