import { bigint, index, pgTable, text } from "drizzle-orm/pg-core";
import { hexBytes, instant } from "./columns.ts";

/** Uploads that come in parts. */
export const uploads = pgTable(
  "uploads",
  {
    id: text("id").primaryKey(),
    account: text("account").notNull(),
    digest: hexBytes("digest").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("uploads_of_account").on(t.account, t.digest), index("uploads_expire").on(t.expiresAt)],
);
