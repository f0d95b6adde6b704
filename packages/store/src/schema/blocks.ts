import type { ModerationKind } from "@qubix/protocol";
import { bigserial, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What the operator has blocked. */
export const blocks = pgTable(
  "blocks",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    kind: text("kind").$type<ModerationKind>().notNull(),
    subject: text("subject").notNull(),
    reason: text("reason").notNull(),
    until: instant("until"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("blocks_by_subject").on(t.kind, t.subject)],
);
