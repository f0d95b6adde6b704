import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { blobClaims, blobs, blobUses } from "../schema/index.ts";

/** Neither claimed nor used, as far as this statement sees. */
export const isUnneeded = sql`not exists (select from ${blobUses} u where u.digest = "blobs"."digest")
  and not exists (select from ${blobClaims} c where c.digest = "blobs"."digest")`;

/** Marks those of the blobs that nobody seems to need; whether that is so is decided when they are deleted. */
export async function markUnneeded({ db, clock }: Session, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return;
  await db
    .update(blobs)
    .set({ markedAt: clock.now() })
    .where(and(inArray(blobs.digest, [...digests]), eq(blobs.state, "present"), isNull(blobs.markedAt), isUnneeded));
}
