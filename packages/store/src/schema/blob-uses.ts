import type { BlobUseKind } from "@qubix/market";
import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { hexBytes } from "./columns.ts";

/** What needs a blob: jobs (by key) and versions of models (by their ids). */
export const blobUses = pgTable(
  "blob_uses",
  {
    kind: text("kind").$type<BlobUseKind>().notNull(),
    holder: text("holder").notNull(),
    digest: hexBytes("digest").notNull(),
    account: text("account").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.holder, t.digest] }), index("blob_uses_by_digest").on(t.digest, t.account)],
);
