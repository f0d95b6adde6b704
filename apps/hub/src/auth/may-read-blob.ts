import type { Store } from "@qubix/store";
import type { Quarantine } from "../models/quarantine.ts";
import type { Caller } from "./caller.ts";
import { isOperator, mayReadJob, type Rights } from "./may.ts";

/**
 * Whether somebody may read a blob. Files of public models are everybody's, those of others for whom they have let in;
 * a version that the operator has blocked gives no right, nor one whose file the scanner has not passed. Anything else is for who uploaded it or
 * had a job with it, for providers while an attempt of theirs needs it, and for the operator; a sealed result for who may
 * see its job. docs/artifacts.md tells it to people.
 */
export async function mayReadBlob(
  rights: Rights & { store: Pick<Store, "blobLedger">; quarantine: Pick<Quarantine, "holds"> },
  caller: Caller | undefined,
  digest: string,
): Promise<"public" | "private" | undefined> {
  const { store } = rights;
  const providers = caller === undefined ? [] : await store.providers.ofIdentity(caller.identity);
  const access = await store.blobLedger.access(digest, {
    ...(caller && { account: caller.identity }),
    providers: providers.map(({ slot }) => slot),
  });
  if (isOperator(rights, caller)) return "private";
  // What a blocked job made is nobody's to read.
  if (access.artifactOf.some((key) => rights.blocks.find("job", key) !== undefined)) return undefined;
  const models = access.models.filter(
    ({ digest }) => digest === null || rights.blocks.find("model", digest) === undefined,
  );
  if (models.length > 0 && (access.claimed || !(await rights.quarantine.holds(digest))))
    return models.some(({ visibility }) => visibility === "public") ? "public" : "private";
  if (access.claimed || access.assigned) return "private";
  for (const key of access.artifactOf) {
    const job = await store.jobs.get(key);
    if (job !== undefined && (await mayReadJob(rights, caller, job))) return job.visibility;
  }
  return undefined;
}
