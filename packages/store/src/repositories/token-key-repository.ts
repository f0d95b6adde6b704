import type { TokenKeyRepository } from "@qubix/market";
import { desc, lte } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { tokenKeys } from "../schema/index.ts";

/** Keys that sign access tokens, in PostgreSQL. */
export function tokenKeyRepository({ db, clock }: Session): TokenKeyRepository {
  return {
    async add(key) {
      await db.insert(tokenKeys).values(key);
    },
    async current() {
      await db.delete(tokenKeys).where(lte(tokenKeys.expiresAt, clock.now()));
      return db.select().from(tokenKeys).orderBy(desc(tokenKeys.createdAt), tokenKeys.kid);
    },
  };
}
