import type { ModelUsage } from "@qubix/market";
import { and, asc, count, countDistinct, eq, gte, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { chainEvents, jobs, modelAccess } from "../schema/index.ts";

/** The contract's event of a royalty that was paid: `other` is the model. */
const ROYALTY_PAID = 25;
const royalties = sql<string>`coalesce(sum((${jobs.receipt} ->> 'royaltyPaid')::numeric), 0)::text`;

/** What models have been used for, in PostgreSQL. */
export function modelUsage({ db }: Session): ModelUsage {
  const settled = (slots: readonly number[], ...more: SQL[]) =>
    and(inArray(jobs.model, [...slots]), eq(jobs.state, "settled"), ...more);
  return {
    async bySlot(slots) {
      if (slots.length === 0) return [];
      const own = await db
        .select({ slot: jobs.model, jobs: count(), royalties })
        .from(jobs)
        .where(settled(slots))
        .groupBy(jobs.model);
      const paid = await db
        .select({ slot: chainEvents.other, earned: sql<string>`sum(${chainEvents.amount})::text` })
        .from(chainEvents)
        .where(and(eq(chainEvents.type, ROYALTY_PAID), inArray(chainEvents.other, [...slots])))
        .groupBy(chainEvents.other);
      return slots.map((slot) => {
        const jobsOf = own.find((row) => row.slot === slot);
        return {
          ...{ slot, jobs: jobsOf?.jobs ?? 0, royalties: BigInt(jobsOf?.royalties ?? 0) },
          earned: BigInt(paid.find((row) => row.slot === slot)?.earned ?? 0),
        };
      });
    },

    async sales(fullName) {
      const [row] = await db
        .select({ bought: count(), paid: sql<string>`coalesce(sum(${modelAccess.paid}), 0)::text` })
        .from(modelAccess)
        .where(and(eq(modelAccess.fullName, fullName), isNotNull(modelAccess.paid)));
      return { bought: row?.bought ?? 0, paid: BigInt(row?.paid ?? 0) };
    },

    async requesters(slots) {
      if (slots.length === 0) return 0;
      const [row] = await db
        .select({ count: countDistinct(jobs.requester) })
        .from(jobs)
        .where(settled(slots));
      return row?.count ?? 0;
    },

    async byDay(slots, since) {
      if (slots.length === 0) return [];
      const day = sql<string>`to_char(${jobs.endedAt} at time zone 'UTC', 'YYYY-MM-DD')`;
      const rows = await db
        .select({ day, jobs: count(), royalties })
        .from(jobs)
        .where(settled(slots, gte(jobs.endedAt, since)))
        .groupBy(sql`1`)
        .orderBy(asc(sql`1`));
      return rows.map((row) => ({ ...row, royalties: BigInt(row.royalties) }));
    },
  };
}
