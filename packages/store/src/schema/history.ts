import type { RunStatistics } from "@qubix/market";
import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** How providers have done lately; a row leaves nothing to be forgotten by a restart. */
export const providerHealth = pgTable("provider_health", {
  provider: integer("provider").primaryKey(),
  level: integer("level").notNull(),
  faultAt: instant("fault_at").notNull(),
  declines: integer("declines").notNull(),
  declinedAt: instant("declined_at").notNull(),
  taken: integer("taken").notNull(),
  dayBegan: instant("day_began").notNull(),
});

/** What past runs needed, by program or kind and by class of hardware. */
export const runStatistics = pgTable(
  "run_statistics",
  {
    scope: text("scope").notNull(),
    hardware: text("hardware").notNull(),
    runs: integer("runs").notNull(),
    sketches: jsonb("sketches").$type<RunStatistics["sketches"]>().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.hardware] })],
);
