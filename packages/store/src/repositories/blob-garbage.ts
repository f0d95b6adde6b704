import type { BlobGarbage } from "@qubix/market";
import { and, asc, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { accountUsage, blobClaims, blobs, blobUses } from "../schema/index.ts";
import { isUnneeded, markUnneeded } from "./blob-marks.ts";
import { lockUsage } from "./lock-usage.ts";

/** What nobody needs, in PostgreSQL. */
export function blobGarbage(session: Session): BlobGarbage {
  const { db, clock } = session;
  return {
    async expireClaims(now, limit) {
      const used = db
        .select({ one: sql`1` })
        .from(blobUses)
        .where(and(eq(blobUses.digest, blobClaims.digest), eq(blobUses.account, blobClaims.account)));
      const old = await db
        .select({ account: blobClaims.account, digest: blobClaims.digest })
        .from(blobClaims)
        .where(and(lt(blobClaims.expiresAt, now), notExists(used)))
        .orderBy(asc(blobClaims.expiresAt))
        .limit(limit);
      const byAccount = new Map<string, string[]>();
      for (const { account, digest } of old) byAccount.set(account, [...(byAccount.get(account) ?? []), digest]);
      let expired = 0;
      for (const [account, digests] of byAccount)
        expired += await session.atomic((within) => expire(within, account, digests, now));
      return expired;
    },

    async adopt(found) {
      if (found.length === 0) return 0;
      const now = clock.now();
      const rows = await db
        .insert(blobs)
        .values(found.map((blob) => ({ ...blob, state: "present" as const, markedAt: now, createdAt: now })))
        .onConflictDoNothing()
        .returning({ digest: blobs.digest });
      return rows.length;
    },

    async marked(time, limit) {
      const rows = await db
        .select({ digest: blobs.digest })
        .from(blobs)
        .where(and(lt(blobs.markedAt, time), eq(blobs.state, "present")))
        .orderBy(asc(blobs.markedAt))
        .limit(limit);
      return rows.map(({ digest }) => digest);
    },

    beginDelete: (digest) =>
      session.atomic(async (within) => {
        const one = eq(blobs.digest, digest);
        const [row] = await within.db.select({ state: blobs.state }).from(blobs).where(one).for("update");
        if (row?.state !== "present") return false;
        // A statement of its own: it sees what was committed while this one waited for the lock.
        const [gone] = await within.db
          .update(blobs)
          .set({ state: "deleting" })
          .where(and(one, isUnneeded))
          .returning({ digest: blobs.digest });
        if (gone === undefined) await within.db.update(blobs).set({ markedAt: null }).where(one);
        return gone !== undefined;
      }),

    async endDelete(digest) {
      await db.delete(blobs).where(and(eq(blobs.digest, digest), eq(blobs.state, "deleting")));
    },

    async deleting(limit) {
      const rows = await db
        .select({ digest: blobs.digest })
        .from(blobs)
        .where(eq(blobs.state, "deleting"))
        .limit(limit);
      return rows.map(({ digest }) => digest);
    },
  };
}

/** Under the locks that `take` needs, so that no use appears in between. */
async function expire(session: Session, account: string, digests: string[], now: number): Promise<number> {
  const { db } = session;
  await lockUsage(session, [account]);
  const old = and(eq(blobClaims.account, account), inArray(blobClaims.digest, digests), lt(blobClaims.expiresAt, now));
  await db.select({ digest: blobClaims.digest }).from(blobClaims).where(old).for("update");
  const used = sql`exists (select from ${blobUses} u where u.digest = "blob_claims"."digest" and u.account = ${account})`;
  const gone = await db
    .delete(blobClaims)
    .where(and(old, sql`not ${used}`))
    .returning({ digest: blobClaims.digest, size: blobClaims.size });
  if (gone.length === 0) return 0;
  const bytes = gone.reduce((sum, { size }) => sum + size, 0);
  await db
    .update(accountUsage)
    .set({ bytes: sql`${accountUsage.bytes} - ${bytes}`, blobs: sql`${accountUsage.blobs} - ${gone.length}` })
    .where(eq(accountUsage.account, account));
  await markUnneeded(
    session,
    gone.map(({ digest }) => digest),
  );
  return gone.length;
}
