import type { AccountNotice } from "@qubix/protocol";
import { bigint, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What an account's feed holds beside events of jobs; numbered together with them. */
export const accountNotices = pgTable(
  "account_notices",
  {
    account: bigint("account", { mode: "number" }).notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    time: instant("time").notNull(),
    body: jsonb("body").$type<AccountNotice>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.account, t.seq] })],
);
