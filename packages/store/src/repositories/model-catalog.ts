import type { ModelCatalog } from "@qubix/market";
import { and, eq } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import type { Session } from "../database/session.ts";
import { listModels } from "../listings/list-models.ts";
import {
  blobUses,
  modelAccess,
  modelLineage,
  modelNamespaces,
  modelRefs,
  modelRepositories,
  models,
  modelVersions,
} from "../schema/index.ts";
import { markUnneeded } from "./blob-marks.ts";
import { lockUsage } from "./lock-usage.ts";
import { modelAccesses } from "./model-accesses.ts";
import { modelLineages } from "./model-lineages.ts";
import { modelReferences } from "./model-references.ts";
import { modelVersionRows } from "./model-version-rows.ts";
import { plainRepository } from "./plain-repository.ts";

/** Models, their versions, and who may see them, in PostgreSQL. */
export function modelCatalog(session: Session): ModelCatalog {
  const { db, clock } = session;
  const named = (fullName: string) => eq(modelRepositories.fullName, fullName);
  return {
    claimNamespace: (name, skeleton, owner) =>
      session.atomic(async (within) => {
        // Claims of one account take turns: it has one.
        await lockUsage(within, [owner]);
        const own = eq(modelNamespaces.owner, owner);
        const had = await within.db.select().from(modelNamespaces).where(own);
        const before = had.find((one) => one.name === name) ?? had[0];
        if (before !== undefined) return before;
        const row = { name, skeleton, owner, createdAt: clock.now() };
        await within.db.insert(modelNamespaces).values(row).onConflictDoNothing();
        return (await within.db.select().from(modelNamespaces).where(eq(modelNamespaces.skeleton, skeleton)))[0]!;
      }),
    async namespace(name) {
      return (await db.select().from(modelNamespaces).where(eq(modelNamespaces.name, name)))[0];
    },
    async namespaceOfOwner(owner) {
      return (await db.select().from(modelNamespaces).where(eq(modelNamespaces.owner, owner)).limit(1))[0];
    },

    async create(repository) {
      const fullName = `${repository.namespace}/${repository.name}`;
      const now = clock.now();
      const rows = await db
        .insert(modelRepositories)
        .values({ ...repository, fullName, versions: 0, tags: [], words: fullName, createdAt: now, updatedAt: now })
        .onConflictDoNothing()
        .returning();
      const [row] = rows.length > 0 ? rows : await db.select().from(modelRepositories).where(named(fullName));
      return { repository: plainRepository(row!), created: rows.length > 0 };
    },
    async get(fullName) {
      const [row] = await db.select().from(modelRepositories).where(named(fullName));
      return row && plainRepository(row);
    },
    async change(fullName, patch) {
      const [row] = await db
        .update(modelRepositories)
        .set({ ...patch, updatedAt: clock.now() })
        .where(named(fullName))
        .returning();
      return row && plainRepository(row);
    },
    remove: (fullName) => session.atomic((within) => remove(within, fullName)),

    ...modelVersionRows(session),
    ...modelReferences(session),
    ...modelLineages(session),
    ...modelAccesses(session),
    list: listModels(session),
  };
}

/** Its manifests go with it: a job can't name them any more. Jobs that did keep the blobs they need. */
async function remove(session: Session, fullName: string): Promise<boolean> {
  const { db } = session;
  const [row] = await db
    .delete(modelRepositories)
    .where(eq(modelRepositories.fullName, fullName))
    .returning({ fullName: modelRepositories.fullName });
  if (row === undefined) return false;
  const versions = await db
    .delete(modelVersions)
    .where(eq(modelVersions.fullName, fullName))
    .returning({ id: modelVersions.id, digest: modelVersions.digest });
  const ids = versions.map(({ id }) => id);
  const digests = versions.flatMap(({ digest }) => (digest === null ? [] : [digest]));
  await db.delete(models).where(isAnyOf(models.digest, digests));
  await db.delete(modelLineage).where(isAnyOf(modelLineage.version, ids));
  await db.delete(modelRefs).where(eq(modelRefs.fullName, fullName));
  await db.delete(modelAccess).where(eq(modelAccess.fullName, fullName));
  const gone = await db
    .delete(blobUses)
    .where(and(eq(blobUses.kind, "model"), isAnyOf(blobUses.holder, ids)))
    .returning({ digest: blobUses.digest });
  await markUnneeded(session, [...new Set(gone.map(({ digest }) => digest))]);
  return true;
}
