import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { hexBytes, instant, uint32 } from "./columns.ts";

/** How far an endpoint was told of a job's log lines and progress, which the account's feed leaves out. */
export const webhookMarks = pgTable(
  "webhook_marks",
  {
    webhook: text("webhook").notNull(),
    jobKey: hexBytes("job_key").notNull(),
    seq: uint32("seq").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.webhook, t.jobKey] })],
);
