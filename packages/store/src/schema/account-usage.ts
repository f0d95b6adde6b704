import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Sum and number of an account's claims; its row lock makes changes of them take turns. */
export const accountUsage = pgTable("account_usage", {
  account: text("account").primaryKey(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  blobs: integer("blobs").notNull(),
});
