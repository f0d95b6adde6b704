import type { ModelCatalog, ModelListing } from "@qubix/market";
import {
  and,
  arrayContains,
  asc,
  desc,
  eq,
  exists,
  isNotNull,
  ne,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import type { Session } from "../database/session.ts";
import { plainRepository } from "../repositories/plain-repository.ts";
import { wordsOf } from "../schema/expressions.ts";
import { modelAccess, modelRepositories, modelVersions, runStatistics } from "../schema/index.ts";
import { after, pageOf } from "./page.ts";
import { wordsQuery } from "./words-query.ts";

const { fullName } = modelRepositories;

/**
 * Runs of all versions that were paid for: what statistics have counted for each manifest, however many versions have it. The name is spelled out, since
 * among selected columns it would lose its table, and mean the version's.
 */
const runs = sql<number>`(
  select coalesce(sum(s.runs), 0)::float8 from (
    select distinct v.digest from ${modelVersions} v
    where v.full_name = "model_repositories"."full_name" and v.digest is not null
  ) manifests
  join ${runStatistics} s on s.scope = 'program:' || manifests.digest)`;

const milliseconds = (column: SQLWrapper) => sql<number>`(extract(epoch from ${column}) * 1000)::float8`;

/** Models that somebody may see, each by its newest version or its newest that can be run. */
export const listModels =
  ({ db }: Session): ModelCatalog["list"] =>
  async (filter) => {
    const { sort, limit, reversed = false, search, namespace, owner, task, license, library, tags, gated } = filter;
    const runnable = exists(
      db
        .select({ one: sql`1` })
        .from(modelVersions)
        .where(and(eq(modelVersions.fullName, fullName), isNotNull(modelVersions.digest))),
    );
    const value = {
      name: undefined,
      updated: milliseconds(modelRepositories.updatedAt),
      created: milliseconds(modelRepositories.createdAt),
      runs,
    }[sort];
    const down = (sort === "name") === reversed;
    const rows = await db
      .select({ repository: modelRepositories, runs, value: value ?? sql<number>`0` })
      .from(modelRepositories)
      .where(
        and(
          readable(db, filter.readers),
          filter.runnable ? runnable : undefined,
          namespace === undefined ? undefined : eq(modelRepositories.namespace, namespace),
          owner === undefined ? undefined : eq(modelRepositories.owner, owner),
          task === undefined ? undefined : eq(modelRepositories.task, task),
          license === undefined ? undefined : eq(modelRepositories.license, license),
          library === undefined ? undefined : eq(modelRepositories.library, library),
          tags === undefined ? undefined : arrayContains(modelRepositories.tags, [...tags]),
          gated === undefined ? undefined : (gated ? eq : ne)(modelRepositories.visibility, "gated"),
          search === undefined
            ? undefined
            : sql`${wordsOf(modelRepositories.words)} @@ to_tsquery('simple', ${wordsQuery(search)})`,
          beyond(filter, value, down),
        ),
      )
      .orderBy(
        ...(value === undefined ? [] : [down ? desc(value) : asc(value)]),
        sort === "name" && down ? desc(fullName) : asc(fullName),
      )
      .limit(limit + 1);
    const shown = rows.slice(0, limit).map(({ repository }) => repository);
    const versions = filter.runnable
      ? await newestRunnable(shown.map((one) => one.fullName))
      : await heads(shown.flatMap(({ head }) => head ?? []));
    return pageOf(
      rows,
      limit,
      (row) => ({
        repository: plainRepository(row.repository),
        version: versions.get(row.repository.fullName),
        runs: Number(row.runs),
      }),
      (row): [number, string] => [Number(row.value), row.repository.fullName],
    );

    async function heads(ids: string[]) {
      const found = await db.select().from(modelVersions).where(isAnyOf(modelVersions.id, ids));
      return new Map(found.map((version) => [version.fullName, version]));
    }
    async function newestRunnable(names: string[]) {
      const found = await db
        .selectDistinctOn([modelVersions.fullName])
        .from(modelVersions)
        .where(and(isAnyOf(modelVersions.fullName, names), isNotNull(modelVersions.digest)))
        .orderBy(asc(modelVersions.fullName), desc(modelVersions.number));
      return new Map(found.map((version) => [version.fullName, version]));
    }
  };

function beyond({ sort, after: last }: ModelListing, value: SQL | undefined, down: boolean): SQL | undefined {
  if (last === undefined) return undefined;
  if (sort === "name" || value === undefined)
    return down ? sql`${fullName} < ${last[1]}` : sql`${fullName} > ${last[1]}`;
  return after(value, down, fullName, last);
}

/** Public and gated models, one's own, and private ones that one has been let in to. */
function readable(db: Session["db"], readers: ModelListing["readers"]): SQL | undefined {
  if (readers === "everybody") return undefined;
  const shown = ne(modelRepositories.visibility, "private");
  if (readers === "nobody") return shown;
  const { identity } = readers;
  const granted = db
    .select({ one: sql`1` })
    .from(modelAccess)
    .where(
      and(eq(modelAccess.fullName, fullName), eq(modelAccess.identity, identity), eq(modelAccess.state, "accepted")),
    );
  return or(shown, eq(modelRepositories.owner, identity), exists(granted));
}
