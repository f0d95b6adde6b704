import type { ApiKeyRepository } from "@qubix/market";
import { and, count, desc, eq, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { apiKeys } from "../schema/index.ts";
import { addNotice } from "./account-feed.ts";
import { defined } from "./rows.ts";

/** Programs' keys in PostgreSQL. */
export function apiKeyRepository(session: Session): ApiKeyRepository {
  const { db } = session;
  return {
    add: (key, limit) =>
      session.atomic(async (within) => {
        // One at a time for each identity, or several at once could pass the limit together.
        await within.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`api-keys:${key.identity}`}, 0))`);
        const [row] = await within.db
          .select({ there: count() })
          .from(apiKeys)
          .where(eq(apiKeys.identity, key.identity));
        if (row!.there >= limit) return false;
        await within.db.insert(apiKeys).values(key);
        addNotice(within, key.identity, { type: "api-key-created", id: key.id, name: key.name });
        return true;
      }),

    async get(id) {
      const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
      return row && defined(row);
    },

    async ofIdentity(identity) {
      const mine = eq(apiKeys.identity, identity);
      return (await db.select().from(apiKeys).where(mine).orderBy(desc(apiKeys.createdAt), apiKeys.id)).map(defined);
    },

    async used(id, at) {
      await db.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id));
    },

    remove: (id, identity) =>
      session.atomic(async (within) => {
        const mine = and(eq(apiKeys.id, id), eq(apiKeys.identity, identity));
        const removed = await within.db.delete(apiKeys).where(mine).returning({ id: apiKeys.id });
        if (removed.length > 0) addNotice(within, identity, { type: "api-key-revoked", id });
        return removed.length > 0;
      }),
  };
}
