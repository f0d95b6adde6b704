import type { BlobReferences } from "@qubix/market";
import { eq, inArray } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { blobReferences } from "../schema/index.ts";

/** References to blobs in PostgreSQL. */
export function blobReferenceRepository({ db }: Session): BlobReferences {
  return {
    async add(owner, digests) {
      if (digests.length === 0) return;
      await db
        .insert(blobReferences)
        .values(digests.map((digest) => ({ owner, digest })))
        .onConflictDoNothing();
    },
    async drop(owner) {
      await db.delete(blobReferences).where(eq(blobReferences.owner, owner));
    },
    async unreferenced(digests) {
      if (digests.length === 0) return [];
      const rows = await db
        .select({ digest: blobReferences.digest })
        .from(blobReferences)
        .where(inArray(blobReferences.digest, [...digests]))
        .for("update");
      const used = new Set(rows.map((row) => row.digest));
      return digests.filter((digest) => !used.has(digest));
    },
  };
}
