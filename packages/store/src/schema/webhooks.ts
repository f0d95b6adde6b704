import type { WebhookState } from "@qubix/protocol";
import { bigint, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";

/** Endpoints that accounts have events sent to. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: text("id").primaryKey(),
    owner: text("owner").notNull(),
    url: text("url").notNull(),
    description: text("description"),
    events: text("events").array().notNull(),
    jobs: text("jobs").array(),
    /** Encrypted with a key that is not in the database. */
    secret: bytes("secret").notNull(),
    previousSecret: bytes("previous_secret"),
    previousUntil: instant("previous_until"),
    state: text("state").$type<WebhookState>().notNull(),
    cursor: bigint("cursor", { mode: "number" }).notNull(),
    failures: integer("failures").notNull(),
    failingSince: instant("failing_since"),
    retryAt: instant("retry_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("webhooks_of_owner").on(t.owner, t.createdAt)],
);
