import type { DeliveryAttempt, DeliveryState } from "@qubix/protocol";
import { sql } from "drizzle-orm";
import { bigserial, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { hexBytes, instant } from "./columns.ts";

/** Messages for endpoints; a message is there once for each. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    webhook: text("webhook").notNull(),
    message: text("message").notNull(),
    type: text("type").notNull(),
    jobKey: hexBytes("job_key"),
    ordered: boolean("ordered").notNull(),
    body: text("body").notNull(),
    state: text("state").$type<DeliveryState>().notNull(),
    attempts: jsonb("attempts").$type<DeliveryAttempt[]>().notNull(),
    tries: integer("tries").notNull(),
    dueAt: instant("due_at").notNull(),
    since: instant("since").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("webhook_deliveries_once").on(t.webhook, t.message),
    index("webhook_deliveries_newest").on(t.webhook, t.id.desc()),
    index("webhook_deliveries_pending").on(t.webhook, t.id).where(sql`state = 'pending'`),
    index("webhook_deliveries_asked").on(t.since).where(sql`state = 'pending'`),
    index("webhook_deliveries_age").on(t.createdAt),
  ],
);
