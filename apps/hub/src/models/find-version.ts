import type { ModelRepositoryRecord, ModelVersionRecord } from "@qubix/market";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";

/** Names of the newest version: ours, and the one that git's users write. */
export const NEWEST = ["latest", "main"];

/**
 * A version by what people call it: `latest` or `main`, an alias or tag, its id, its manifest's digest, or its number.
 * @throws Problem VERSION_NOT_FOUND
 */
export async function findVersion(
  { catalog }: Pick<Store, "catalog">,
  repository: ModelRepositoryRecord,
  revision: string,
): Promise<ModelVersionRecord> {
  const { fullName, head } = repository;
  const found = await find();
  if (found !== undefined) return found;
  const why = head === null ? "has no version yet" : `has no version ${JSON.stringify(revision.slice(0, 100))}`;
  throw new Problem("VERSION_NOT_FOUND", `${fullName} ${why}.`);

  async function find(): Promise<ModelVersionRecord | undefined> {
    if (head === null) return undefined;
    if (NEWEST.includes(revision)) return catalog.versionById(fullName, head);
    const ref = (await catalog.refs(fullName)).find(({ name }) => name === revision);
    if (ref !== undefined) return catalog.versionById(fullName, ref.version);
    if (/^[0-9a-f]{40}$/.test(revision)) return catalog.versionById(fullName, revision);
    if (/^[1-9][0-9]{0,8}$/.test(revision)) return catalog.versionByNumber(fullName, Number(revision));
    const version = revision.startsWith("sha256:") ? await catalog.versionByDigest(revision) : undefined;
    return version?.fullName === fullName ? version : undefined;
  }
}

/** Whether a version is the one that somebody names as what they build on: by id, the beginning of it, or digest. */
export function isVersion(version: ModelVersionRecord | undefined, named: string): boolean {
  if (version === undefined) return false;
  return named.length >= 7 && (version.id.startsWith(named) || version.digest === named);
}
