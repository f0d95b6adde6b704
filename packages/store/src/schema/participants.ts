import type { MachineDescription, Reputation } from "@qubix/protocol";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { amount, instant, uint32 } from "./columns.ts";

/** Providers as the contract has them. */
export const providers = pgTable(
  "providers",
  {
    slot: integer("slot").primaryKey(),
    owner: text("owner").notNull(),
    hot: text("hot").notNull(),
    payout: text("payout").notNull(),
    stake: amount("stake").notNull(),
    locked: amount("locked").notNull(),
    minPrice: amount("min_price").notNull(),
    capacity: integer("capacity").notNull(),
    live: integer("live").notNull(),
    hubs: integer("hubs").array().notNull(),
    anyHub: boolean("any_hub").notNull(),
    paused: boolean("paused").notNull(),
    reputation: jsonb("reputation").$type<Reputation>().notNull(),
    changedTick: uint32("changed_tick").notNull(),
  },
  (t) => [
    index("providers_by_owner").on(t.owner),
    index("providers_by_hot").on(t.hot),
    index("providers_by_stake").on(t.stake.desc(), t.slot),
    index("providers_by_price").on(t.minPrice, t.slot),
  ],
);

/** Machines that dialled in; `cursor` is the last position given out in the machine's feed, under its row lock. */
export const machines = pgTable(
  "machines",
  {
    provider: integer("provider").notNull(),
    id: text("id").notNull(),
    description: jsonb("description").$type<MachineDescription>().notNull(),
    slots: integer("slots").notNull(),
    cursor: uint32("cursor").notNull(),
    helloAt: instant("hello_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.id] })],
);

/** Hubs as the contract has them. */
export const hubs = pgTable("hubs", {
  slot: integer("slot").primaryKey(),
  owner: text("owner").notNull(),
  hot: text("hot").notNull(),
  bond: amount("bond").notNull(),
  exposure: amount("exposure").notNull(),
  minFee: amount("min_fee").notNull(),
  paused: boolean("paused").notNull(),
  changedTick: uint32("changed_tick").notNull(),
});
