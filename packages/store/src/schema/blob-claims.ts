import { bigint, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { hexBytes, instant } from "./columns.ts";

/** Which account keeps which blob, and pays for it with its quota. */
export const blobClaims = pgTable(
  "blob_claims",
  {
    account: text("account").notNull(),
    digest: hexBytes("digest").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    state: text("state").$type<"reserved" | "held">().notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.account, t.digest] }),
    index("blob_claims_by_digest").on(t.digest),
    index("blob_claims_expire").on(t.expiresAt),
  ],
);
