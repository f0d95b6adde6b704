import type { ModelVersionRecord } from "@qubix/market";
import type { LineageDocument } from "@qubix/protocol";
import type { Caller } from "../auth/caller.ts";
import { type ModelRights, modelRight } from "../auth/model-right.ts";
import { MAX_KIN } from "./lineage.ts";

/** A version's kin, both ways, as far as the caller may know of their models. */
export async function lineageOf(
  rights: ModelRights,
  caller: Caller | undefined,
  version: ModelVersionRecord,
): Promise<LineageDocument> {
  const { catalog } = rights.store;
  const [up, down] = await Promise.all([
    catalog.ancestors([version.id], MAX_KIN),
    catalog.descendants([version.id], MAX_KIN),
  ]);
  const names = new Map<string, boolean>();
  const visible = async (fullName: string) => {
    const known = names.get(fullName);
    if (known !== undefined) return known;
    const repository = await catalog.get(fullName);
    const may = repository !== undefined && (await modelRight(rights, caller, repository)) !== "none";
    names.set(fullName, may);
    return may;
  };
  const kinOf = async (ids: string[]) => {
    const kin: LineageDocument["ancestors"] = [];
    for (const { id, fullName, number, digest } of await catalog.versionsById([...new Set(ids)])) {
      const [namespace, name] = fullName.split("/") as [string, string];
      if (await visible(fullName))
        kin.push({ namespace, name, version: id, number, ...(digest !== null && { digest }) });
    }
    return kin;
  };
  const ancestors = await kinOf(up.map(({ madeFrom }) => madeFrom));
  const descendants = await kinOf(down.map((edge) => edge.version));
  const shown = new Set([version.id, ...[...ancestors, ...descendants].map((one) => one.version)]);
  const edges = [...up, ...down].filter((edge) => shown.has(edge.version) && shown.has(edge.madeFrom));
  const elsewhere = (version.card.base_model ?? []).filter((name) => name.startsWith("https:"));
  return { version: version.id, ancestors, descendants, edges, elsewhere };
}
