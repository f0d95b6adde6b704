import { sql } from "drizzle-orm";
import { boolean, index, pgTable } from "drizzle-orm/pg-core";
import { hexBytes, instant } from "./columns.ts";

/** Jobs that the hub keeps data of; the row goes with the last of them. */
export const jobData = pgTable(
  "job_data",
  {
    jobKey: hexBytes("job_key").primaryKey(),
    endedAt: instant("ended_at"),
    inputs: boolean("inputs").notNull(),
    artifacts: boolean("artifacts").notNull(),
    logs: boolean("logs").notNull(),
  },
  (t) => [
    index("job_data_live").on(t.jobKey).where(sql`ended_at is null`),
    index("job_data_ended").on(t.endedAt).where(sql`ended_at is not null`),
  ],
);
