import type { FileScans } from "@qubix/market";
import { sql } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { fileScans as table } from "../schema/index.ts";
import { defined } from "./rows.ts";

/** Verdicts of the operator's scanner, in PostgreSQL. */
export function fileScans({ db, clock }: Session): FileScans {
  return {
    async begin(digests) {
      const updatedAt = clock.now();
      const rows = [...new Set(digests)].map((digest) => ({ digest, state: "pending", updatedAt }));
      const begun = await insertRows(db, table, rows, sql`on conflict do nothing returning digest`);
      return begun.map(({ digest }) => (digest as Buffer).toString("hex"));
    },
    async record({ digest, state, reason }) {
      const set = { state, reason: reason ?? null, updatedAt: clock.now() };
      await db
        .insert(table)
        .values({ digest, ...set })
        .onConflictDoUpdate({ target: table.digest, set });
    },
    async of(digests) {
      const rows = await db
        .select({ digest: table.digest, state: table.state, reason: table.reason })
        .from(table)
        .where(isAnyOf(table.digest, digests));
      return rows.map(defined);
    },
  };
}
