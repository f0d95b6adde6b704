import type { BlobQuota } from "@qubix/market";
import { sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { accountUsage } from "../schema/index.ts";

/** Locks what accounts keep until the transaction ends, in the order of their names. @returns how much it is */
export async function lockUsage({ db }: Session, accounts: readonly string[]): Promise<Map<string, BlobQuota>> {
  const rows = await db
    .insert(accountUsage)
    .values([...new Set(accounts)].sort().map((account) => ({ account, bytes: 0, blobs: 0 })))
    .onConflictDoUpdate({ target: accountUsage.account, set: { bytes: sql`${accountUsage.bytes}` } })
    .returning();
  return new Map(rows.map(({ account, ...usage }) => [account, usage]));
}
