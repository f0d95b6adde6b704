import { bigint, bigserial, pgTable, text } from "drizzle-orm/pg-core";

/** How far each account's feed has come; its row lock, the last that a commit takes, gives out the numbers. */
export const accountFeeds = pgTable("account_feeds", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  identity: text("identity").notNull().unique(),
  last: bigint("last", { mode: "number" }).notNull(),
});
