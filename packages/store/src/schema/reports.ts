import type { ModerationKind, ReportReason, ReportState } from "@qubix/protocol";
import { sql } from "drizzle-orm";
import { bigserial, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Reports of abuse. */
export const reports = pgTable(
  "reports",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    kind: text("kind").$type<ModerationKind>().notNull(),
    subject: text("subject").notNull(),
    reason: text("reason").$type<ReportReason>().notNull(),
    text: text("text").notNull(),
    reporter: text("reporter").notNull(),
    state: text("state").$type<ReportState>().notNull(),
    note: text("note"),
    createdAt: instant("created_at").notNull(),
    resolvedAt: instant("resolved_at"),
  },
  (t) => [
    uniqueIndex("reports_open_once").on(t.reporter, t.kind, t.subject).where(sql`state = 'open'`),
    index("reports_by_state").on(t.state, t.id.desc()),
  ],
);
