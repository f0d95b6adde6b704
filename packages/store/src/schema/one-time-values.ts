import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What is handed out to be brought back once, soon: challenges, socket tickets. */
export const oneTimeValues = pgTable(
  "one_time_values",
  {
    kind: text("kind").notNull(),
    id: text("id").notNull(),
    value: jsonb("value").$type<Record<string, unknown>>().notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] }), index("one_time_values_expire").on(t.expiresAt)],
);
