import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { hexBytes } from "./columns.ts";

/** Parts of uploads that are here, checked. */
export const uploadParts = pgTable(
  "upload_parts",
  {
    upload: text("upload").notNull(),
    number: integer("number").notNull(),
    digest: hexBytes("digest").notNull(),
  },
  (t) => [primaryKey({ columns: [t.upload, t.number] })],
);
