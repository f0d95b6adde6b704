import type { ModelCatalog, NewModelVersion } from "@qubix/market";
import { cardTags } from "@qubix/protocol";
import { and, asc, desc, eq, isNotNull, lt, sql } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { pageOf } from "../listings/page.ts";
import { modelLineage, modelRepositories, models, modelVersions } from "../schema/index.ts";

type Versions = Pick<
  ModelCatalog,
  "addVersion" | "versionById" | "versionByNumber" | "versionByDigest" | "versionsById" | "newestRunnable" | "versions"
>;

/** What full text is made of: `to_tsvector` refuses more than a megabyte. */
const MAX_WORDS = 200_000;

/** Versions of models. */
export function modelVersionRows(session: Session): Versions {
  const { db } = session;
  const first = async (...wanted: Parameters<typeof and>) =>
    (
      await db
        .select()
        .from(modelVersions)
        .where(and(...wanted))
        .orderBy(desc(modelVersions.number))
        .limit(1)
    )[0];
  const ofModel = (fullName: string) => eq(modelVersions.fullName, fullName);
  return {
    addVersion: (version) => session.atomic((within) => addVersion(within, version)),
    versionById: (fullName, id) => first(ofModel(fullName), eq(modelVersions.id, id)),
    versionByNumber: (fullName, number) => first(ofModel(fullName), eq(modelVersions.number, number)),
    async versionByDigest(digest) {
      const same = eq(modelVersions.digest, digest);
      return (await db.select().from(modelVersions).where(same).orderBy(asc(modelVersions.number)).limit(1))[0];
    },
    versionsById: (ids) => db.select().from(modelVersions).where(isAnyOf(modelVersions.id, ids)),
    newestRunnable: (fullName) => first(ofModel(fullName), isNotNull(modelVersions.digest)),
    async versions(fullName, { limit, after }) {
      const rows = await db
        .select()
        .from(modelVersions)
        .where(and(ofModel(fullName), after === undefined ? undefined : lt(modelVersions.number, after)))
        .orderBy(desc(modelVersions.number))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => row,
        ({ number }) => number,
      );
    },
  };
}

async function addVersion(
  session: Session,
  { manifest, madeFrom, text, ...version }: NewModelVersion,
): ReturnType<ModelCatalog["addVersion"]> {
  const { db, clock } = session;
  const { fullName, card } = version;
  const one = eq(modelRepositories.fullName, fullName);
  const [repository] = await db.select().from(modelRepositories).where(one).for("update");
  if (repository === undefined) return undefined;
  if (repository.head !== version.parent) return { head: repository.head };
  const createdAt = clock.now();
  const number = repository.versions + 1;
  const [added] = await db
    .insert(modelVersions)
    .values({ ...version, number, createdAt })
    .returning();
  if (manifest !== null && version.digest !== null) {
    const { namespace, name } = repository;
    const { digest, size, author: publisher } = { ...version, digest: version.digest };
    await db
      .insert(models)
      .values({ digest, namespace, name, manifest, size, publisher, createdAt })
      .onConflictDoNothing();
  }
  await insertRows(
    db,
    modelLineage,
    madeFrom.map((id) => ({ version: version.id, madeFrom: id })),
    sql`on conflict do nothing`,
  );
  const tags = cardTags(card);
  const words = [fullName, version.summary, ...tags, text].join(" ");
  await db
    .update(modelRepositories)
    .set({
      ...{ head: version.id, versions: number, updatedAt: createdAt, tags, words: words.slice(0, MAX_WORDS) },
      ...{ license: card.license ?? null, task: card.pipeline_tag ?? null, library: card.library_name ?? null },
    })
    .where(one);
  return { added: added! };
}
