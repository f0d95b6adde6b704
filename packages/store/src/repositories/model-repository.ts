import type { ModelRepository } from "@qubix/market";
import { asc, eq, lte } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import type { Session } from "../database/session.ts";
import { chainModels, models } from "../schema/index.ts";
import { defined } from "./rows.ts";

/** Manifests of versions that can be run, and the contract's models (a projection), in PostgreSQL. */
export function modelRepository({ db }: Session): ModelRepository {
  return {
    async byDigest(digest) {
      return (await db.select().from(models).where(eq(models.digest, digest)))[0];
    },
    byDigests: (digests) => db.select().from(models).where(isAnyOf(models.digest, digests)),

    async putChain(model) {
      const row = { ...model, parent: model.parent ?? null };
      const setWhere = lte(chainModels.changedTick, row.changedTick);
      await db.insert(chainModels).values(row).onConflictDoUpdate({ target: chainModels.slot, set: row, setWhere });
    },
    async chainByDigest(digest) {
      const [row] = await db
        .select()
        .from(chainModels)
        .where(eq(chainModels.digest, digest))
        .orderBy(asc(chainModels.slot))
        .limit(1);
      return row && defined(row);
    },
    async chainByDigests(digests) {
      const rows = await db
        .selectDistinctOn([chainModels.digest])
        .from(chainModels)
        .where(isAnyOf(chainModels.digest, digests))
        .orderBy(asc(chainModels.digest), asc(chainModels.slot));
      return rows.map(defined);
    },
    async chainOfCreator(creator, limit) {
      const mine = eq(chainModels.creator, creator);
      return (await db.select().from(chainModels).where(mine).orderBy(asc(chainModels.slot)).limit(limit)).map(defined);
    },
    async chainBySlot(slot) {
      const [row] = await db.select().from(chainModels).where(eq(chainModels.slot, slot));
      return row && defined(row);
    },
  };
}
