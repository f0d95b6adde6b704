import type { Scope } from "@qubix/protocol";
import { index, pgTable, text } from "drizzle-orm/pg-core";
import { hexBytes, instant } from "./columns.ts";

/** Keys of programs; of the secret only the SHA-256 is kept. A revoked key leaves. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    identity: text("identity").notNull(),
    name: text("name").notNull(),
    scopes: text("scopes").array().$type<Scope[]>().notNull(),
    hash: hexBytes("hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [index("api_keys_of_identity").on(t.identity, t.createdAt)],
);
