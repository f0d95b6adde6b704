import type { ModelRepository } from "@qubix/market";
import { and, asc, desc, eq, gt, ilike, or, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { chainModels, modelNames, models } from "../schema/index.ts";
import { defined } from "./rows.ts";

const fullName = sql<string>`${models.namespace} || '/' || ${models.name}`;

/** Published models, and the contract's (a projection), in PostgreSQL. */
export function modelRepository(session: Session): ModelRepository {
  const { db } = session;
  return {
    publish: (model) =>
      session.atomic(async (within) => {
        const name = `${model.namespace}/${model.name}`;
        await within.db.insert(modelNames).values({ fullName: name, publisher: model.publisher }).onConflictDoNothing();
        const [owner] = await within.db.select().from(modelNames).where(eq(modelNames.fullName, name));
        if (owner?.publisher !== model.publisher) return undefined;
        const createdAt = session.clock.now();
        await within.db
          .insert(models)
          .values({ ...model, createdAt })
          .onConflictDoNothing();
        return (await within.db.select().from(models).where(eq(models.digest, model.digest)))[0];
      }),

    async byDigest(digest) {
      return (await db.select().from(models).where(eq(models.digest, digest)))[0];
    },

    async newest(namespace, name) {
      const [row] = await db
        .select()
        .from(models)
        .where(and(eq(models.namespace, namespace), eq(models.name, name)))
        .orderBy(desc(models.createdAt), asc(models.digest))
        .limit(1);
      return row;
    },

    list({ search, namespace, limit, after }) {
      const pattern = search === undefined ? undefined : `%${search.replace(/[\\%_]/g, "\\$&")}%`;
      return db
        .selectDistinctOn([fullName])
        .from(models)
        .where(
          and(
            namespace === undefined ? undefined : eq(models.namespace, namespace),
            after === undefined ? undefined : gt(fullName, after),
            pattern === undefined
              ? undefined
              : or(ilike(fullName, pattern), ilike(sql`${models.manifest} ->> 'description'`, pattern)),
          ),
        )
        .orderBy(fullName, desc(models.createdAt), asc(models.digest))
        .limit(limit);
    },

    async putChain(model) {
      const row = { ...model, parent: model.parent ?? null };
      await db.insert(chainModels).values(row).onConflictDoUpdate({ target: chainModels.slot, set: row });
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
    async chainBySlot(slot) {
      const [row] = await db.select().from(chainModels).where(eq(chainModels.slot, slot));
      return row && defined(row);
    },
  };
}
