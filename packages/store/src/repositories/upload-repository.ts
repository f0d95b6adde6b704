import type { UploadRepository } from "@qubix/market";
import { and, asc, desc, eq, lt } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { uploadParts, uploads } from "../schema/index.ts";
import { lockUsage } from "./lock-usage.ts";

/** Uploads in parts, in PostgreSQL. */
export function uploadRepository(session: Session): UploadRepository {
  const { db, clock } = session;
  return {
    begin: (upload, max) =>
      session.atomic(async (within) => {
        await lockUsage(within, [upload.account]);
        const others = eq(uploads.account, upload.account);
        if ((await within.db.select({ id: uploads.id }).from(uploads).where(others)).length >= max) return undefined;
        const [row] = await within.db
          .insert(uploads)
          .values({ ...upload, createdAt: clock.now() })
          .returning();
        return row;
      }),

    get: async (id) => (await db.select().from(uploads).where(eq(uploads.id, id)))[0],

    async find(account, digest) {
      const mine = and(eq(uploads.account, account), eq(uploads.digest, digest));
      return (await db.select().from(uploads).where(mine).orderBy(desc(uploads.expiresAt)).limit(1))[0];
    },

    addPart: (id, number, digest) =>
      session.atomic(async (within) => {
        const one = eq(uploads.id, id);
        const [upload] = await within.db.select({ id: uploads.id }).from(uploads).where(one).for("key share");
        if (upload === undefined) return false;
        await within.db
          .insert(uploadParts)
          .values({ upload: id, number, digest })
          .onConflictDoUpdate({ target: [uploadParts.upload, uploadParts.number], set: { digest } });
        return true;
      }),

    async parts(id) {
      const rows = await db
        .select({ number: uploadParts.number })
        .from(uploadParts)
        .where(eq(uploadParts.upload, id))
        .orderBy(asc(uploadParts.number));
      return rows.map(({ number }) => number);
    },

    async removeParts(id) {
      await db.delete(uploadParts).where(eq(uploadParts.upload, id));
    },

    remove: (id) =>
      session.atomic(async (within) => {
        await within.db.delete(uploads).where(eq(uploads.id, id));
        await within.db.delete(uploadParts).where(eq(uploadParts.upload, id));
      }),

    expired: (now, limit) =>
      db.select().from(uploads).where(lt(uploads.expiresAt, now)).orderBy(asc(uploads.expiresAt)).limit(limit),
  };
}
