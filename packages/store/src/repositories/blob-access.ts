import type { BlobAccess, BlobLedger, ModelVisibility } from "@qubix/market";
import { sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { attempts, blobClaims, blobUses, modelRepositories, modelVersions } from "../schema/index.ts";
import { mayReadModel } from "./may-read-model.ts";

/** Jobs of which one blob may be the sealed result: it names its job inside, so one is usual. */
const MAX_JOBS = 8;
/** Versions whose blocks are looked at: those that differ in their manifest. */
const MAX_VERSIONS = 64;

/** What is known of a reader's right to a blob, in one statement. */
export async function blobAccess(
  { db }: Session,
  digest: string,
  { account, providers }: Parameters<BlobLedger["access"]>[1],
): Promise<BlobAccess> {
  const bytes = sql`${Buffer.from(digest, "hex")}::bytea`;
  const claimed =
    account === undefined
      ? sql`false`
      : sql`exists (select from ${blobClaims} c where c.digest = ${bytes} and c.account = ${account} and c.state = 'held')`;
  // From the few live attempts to the blob: a popular input has many users.
  const assigned =
    providers.length === 0
      ? sql`false`
      : sql`exists (
          select from ${attempts} a
          join ${blobUses} u on u.kind = 'input' and u.holder = encode(a.job_key, 'hex') and u.digest = ${bytes}
          where a.provider = any(${sql.param([...providers])}::int[]) and a.state not in ('settled', 'ended'))`;
  const { rows } = await db.execute(sql`
    select
      array(
        select distinct r.visibility || ' ' || coalesce(v.digest, '')
        from ${blobUses} u
        join ${modelVersions} v on v.id = u.holder
        join ${modelRepositories} r on r.full_name = v.full_name
        where u.digest = ${bytes} and u.kind = 'model' and ${mayReadModel(sql`${account ?? null}::text`)}
        limit ${MAX_VERSIONS}
      ) as models,
      ${claimed} as claimed,
      ${assigned} as assigned,
      array(
        select u.holder from ${blobUses} u where u.digest = ${bytes} and u.kind = 'artifact' limit ${MAX_JOBS}
      ) as artifact_of`);
  const [row] = rows as unknown as [{ models: string[]; claimed: boolean; assigned: boolean; artifact_of: string[] }];
  const models = row.models.map((text) => {
    const [visibility, digest] = text.split(" ") as [ModelVisibility, string];
    return { visibility, digest: digest === "" ? null : digest };
  });
  return { models, claimed: row.claimed, assigned: row.assigned, artifactOf: row.artifact_of };
}
