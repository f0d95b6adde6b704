import { sql } from "drizzle-orm";
import { bigint, index, pgTable, text } from "drizzle-orm/pg-core";
import { hexBytes, instant } from "./columns.ts";

/** Blobs that the store has. Its row lock decides between who needs a blob and who deletes it. */
export const blobs = pgTable(
  "blobs",
  {
    digest: hexBytes("digest").primaryKey(),
    size: bigint("size", { mode: "number" }).notNull(),
    state: text("state").$type<"present" | "deleting">().notNull(),
    /** Since when nobody seems to need it. */
    markedAt: instant("marked_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("blobs_marked").on(t.markedAt).where(sql`marked_at is not null`),
    index("blobs_deleting").on(t.digest).where(sql`state = 'deleting'`),
  ],
);
