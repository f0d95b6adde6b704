import { index, integer, pgTable } from "drizzle-orm/pg-core";
import { bytes, hexBytes, instant } from "./columns.ts";

/** First answers by Idempotency-Key, sealed with a key that only the client's header gives. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** Digest of caller and key. */
    id: hexBytes("id").primaryKey(),
    request: hexBytes("request").notNull(),
    /** Grows with each claim: whoever was taken over can't write any more. */
    claim: integer("claim").notNull(),
    answer: bytes("answer"),
    lockedUntil: instant("locked_until").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("idempotency_keys_expire").on(t.expiresAt)],
);
