import type { LeaseRepository, LeaseToken } from "@qubix/market";
import { and, eq, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { leases } from "../schema/index.ts";

const until = (ttlMs: number) => sql`now() + ${ttlMs} * interval '1 millisecond'`;

/** Leader election by rows, on the database's clock. */
export function leaseRepository(session: Session): LeaseRepository {
  const { db } = session;
  const ours = ({ name, epoch }: LeaseToken, holder: string) =>
    and(eq(leases.name, name), eq(leases.epoch, epoch), eq(leases.holder, holder));

  return {
    async acquire(name, holder, ttlMs) {
      const [row] = await db
        .insert(leases)
        .values({ name, holder, epoch: 1, expiresAt: until(ttlMs) as never })
        .onConflictDoUpdate({
          target: leases.name,
          set: {
            holder,
            expiresAt: until(ttlMs) as never,
            epoch: sql`case when ${leases.holder} = ${holder} and ${leases.expiresAt} > now() then ${leases.epoch} else ${leases.epoch} + 1 end`,
          },
          setWhere: sql`${leases.holder} = ${holder} or ${leases.expiresAt} <= now()`,
        })
        .returning({ epoch: leases.epoch });
      return row && { name, epoch: row.epoch };
    },

    async renew(token, holder, ttlMs) {
      const rows = await db
        .update(leases)
        .set({ expiresAt: until(ttlMs) as never })
        .where(and(ours(token, holder), sql`${leases.expiresAt} > now()`))
        .returning({ name: leases.name });
      return rows.length > 0;
    },

    async release(token, holder) {
      await db
        .update(leases)
        .set({ expiresAt: sql`now()` as never })
        .where(ours(token, holder));
    },

    holds: (token) => holdsLease(session, token),
  };
}

/** True while `token` leads; within a transaction the row stays locked against a change of hands. */
export async function holdsLease({ db }: Session, { name, epoch }: LeaseToken): Promise<boolean> {
  const rows = await db
    .select({ name: leases.name })
    .from(leases)
    .where(and(eq(leases.name, name), eq(leases.epoch, epoch), sql`${leases.expiresAt} > now()`))
    .for("share");
  return rows.length > 0;
}
