import type { ModelVersionRecord } from "@qubix/market";
import type { CardMetadata } from "@qubix/protocol";
import type { Caller } from "../auth/caller.ts";
import { type ModelRights, modelRight } from "../auth/model-right.ts";
import { Problem } from "../problem.ts";
import { findVersion } from "./find-version.ts";

/** Kin of one version that are looked at. */
export const MAX_KIN = 1_000;

/** What a version says that it was made from. */
export interface Origin {
  baseModels: CardMetadata["base_model"];
  /** Digest of a manifest. */
  parent: string | undefined;
}

/**
 * Ids of the versions that a new one was made from: they are pinned as they are now, unless what is said has not changed
 * since the version before. Models elsewhere are words of the card and nothing else.
 * @throws Problem LINEAGE_INVALID for models that are not here for the caller, and for cycles
 */
export async function resolveOrigin(
  rights: ModelRights,
  caller: Caller,
  fullName: string,
  { baseModels = [], parent }: Origin,
  before: { version: ModelVersionRecord; parent: string | undefined } | undefined,
): Promise<string[]> {
  const { catalog } = rights.store;
  const said = JSON.stringify([baseModels, parent]);
  if (before !== undefined && said === JSON.stringify([before.version.card.base_model ?? [], before.parent])) {
    const edges = await catalog.ancestors([before.version.id], MAX_KIN);
    return edges.flatMap(({ version, madeFrom }) => (version === before.version.id ? [madeFrom] : []));
  }
  const here = baseModels.filter((name) => !name.startsWith("https:"));
  const versions = await Promise.all(here.map((name) => baseOf(rights, caller, name)));
  if (parent !== undefined) versions.push(await parentOf(rights, caller, parent));
  const ids = [...new Set(versions.map(({ id }) => id))];
  const kin = (await catalog.ancestors(ids, MAX_KIN)).map(({ madeFrom }) => madeFrom);
  const ancestors = [...versions, ...(await catalog.versionsById(kin))];
  // A manifest may name an earlier version of its own model; a card names another model.
  const own = ancestors.find((one) => one.fullName === fullName && one.digest !== parent);
  if (own !== undefined)
    throw new Problem(
      "LINEAGE_INVALID",
      `${fullName} would be made from itself: version ${own.number} of it is among its ancestors.`,
    );
  return ids;
}

async function baseOf(rights: ModelRights, caller: Caller, text: string): Promise<ModelVersionRecord> {
  const [name, revision = "latest"] = text.split("@") as [string, string?];
  const repository = await rights.store.catalog.get(name);
  if (repository === undefined || (await modelRight(rights, caller, repository)) === "none")
    throw new Problem(
      "LINEAGE_INVALID",
      `base_model: this hub has no model ${name} that you may see. For one elsewhere give its https address.`,
    );
  return findVersion(rights.store, repository, revision).catch((error) => {
    throw new Problem("LINEAGE_INVALID", `base_model: ${error instanceof Problem ? error.detail : error}`);
  });
}

async function parentOf(rights: ModelRights, caller: Caller, digest: string): Promise<ModelVersionRecord> {
  const version = await rights.store.catalog.versionByDigest(digest);
  const repository = version && (await rights.store.catalog.get(version.fullName));
  if (version !== undefined && repository !== undefined && (await modelRight(rights, caller, repository)) !== "none")
    return version;
  throw new Problem("LINEAGE_INVALID", `parent: this hub has no version ${digest} that you may see.`);
}
