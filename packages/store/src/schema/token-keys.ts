import { pgTable, text } from "drizzle-orm/pg-core";
import { bytes, hexBytes, instant } from "./columns.ts";

/** Keys that sign access tokens. The private half is encrypted with a key that is not in the database. */
export const tokenKeys = pgTable("token_keys", {
  kid: text("kid").primaryKey(),
  /** Ed25519. */
  publicKey: hexBytes("public_key").notNull(),
  sealedPrivateKey: bytes("sealed_private_key").notNull(),
  createdAt: instant("created_at").notNull(),
  /** Signs no more from then on. */
  signsUntil: instant("signs_until").notNull(),
  /** From then on no token that it signed is valid. */
  expiresAt: instant("expires_at").notNull(),
});
