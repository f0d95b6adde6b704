import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Side effects to be done after their transaction; a row leaves when its effect is done. */
export const outbox = pgTable(
  "outbox",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    kind: text("kind").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    dedupKey: text("dedup_key"),
    dueAt: instant("due_at").notNull(),
    tries: integer("tries").notNull(),
    lastError: text("last_error"),
  },
  (t) => [uniqueIndex("outbox_dedup").on(t.dedupKey), index("outbox_due").on(t.dueAt)],
);

/** Nonces of signed requests, until they would be too old anyway. */
export const nonces = pgTable(
  "nonces",
  {
    identity: text("identity").notNull(),
    nonce: text("nonce").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.identity, t.nonce] }), index("nonces_expire").on(t.expiresAt)],
);

/** Who leads, by name; the epoch grows with each new holder. */
export const leases = pgTable("leases", {
  name: text("name").primaryKey(),
  holder: text("holder").notNull(),
  epoch: integer("epoch").notNull(),
  expiresAt: instant("expires_at").notNull(),
});
