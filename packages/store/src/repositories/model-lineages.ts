import type { ModelCatalog } from "@qubix/market";
import { type SQL, sql } from "drizzle-orm";
import { list } from "../database/arrays.ts";
import type { Session } from "../database/session.ts";
import { modelLineage } from "../schema/index.ts";

/** Which versions were made from which. A version can only name older ones, so there are no cycles to run in. */
export function modelLineages({ db }: Session): Pick<ModelCatalog, "ancestors" | "descendants"> {
  const walk = async (from: SQL, to: SQL, ids: readonly string[], limit: number) => {
    const { rows } = await db.execute(sql`
      with recursive kin as (
        select l.version, l.made_from from ${modelLineage} l where ${from} = any(${list(ids, "text")})
        union
        select l.version, l.made_from from ${modelLineage} l join kin on ${from} = ${to}
      ) select version, made_from as "madeFrom" from kin limit ${limit}`);
    return rows as { version: string; madeFrom: string }[];
  };
  return {
    ancestors: (ids, limit) => walk(sql`l.version`, sql`kin.made_from`, ids, limit),
    descendants: (ids, limit) => walk(sql`l.made_from`, sql`kin.version`, ids, limit),
  };
}
