import { index, pgTable, text } from "drizzle-orm/pg-core";
import { hexBytes, instant } from "./columns.ts";

/** Sign-ins that are still good; an ended one leaves. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    identity: text("identity").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("sessions_of_identity").on(t.identity, t.createdAt), index("sessions_expire").on(t.expiresAt)],
);

/** Refresh tokens by their SHA-256. Used ones stay as long as their session, so that a second use is noticed. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    hash: hexBytes("hash").primaryKey(),
    session: text("session").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("refresh_tokens_of_session").on(t.session)],
);
