import type { ModelRepositoryRecord } from "@qubix/market";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";
import type { Caller } from "./caller.ts";
import { isOperator, type Rights } from "./may.ts";

/** What somebody may do with a model: know of it, read its files, change it. Each includes the ones before. */
export type ModelRight = "none" | "see" | "read" | "write";
const RANK: Record<ModelRight, number> = { none: 0, see: 1, read: 2, write: 3 };

export interface ModelRights extends Rights {
  store: Rights["store"] & Pick<Store, "catalog">;
}

/** Everybody reads public models and sees gated ones; a private one is there for its owner and whom they have let in. */
export async function modelRight(
  rights: ModelRights,
  caller: Caller | undefined,
  { fullName, owner, visibility }: ModelRepositoryRecord,
): Promise<ModelRight> {
  if (caller?.identity === owner) return "write";
  if (visibility === "public" || isOperator(rights, caller)) return "read";
  const access = caller && (await rights.store.catalog.access(fullName, caller.identity));
  if (access?.state === "accepted") return "read";
  return visibility === "gated" ? "see" : "none";
}

/**
 * A model for somebody who wants to do something with it. One that they may not see is not there for them.
 * @throws Problem MODEL_NOT_FOUND, MODEL_GATED, FORBIDDEN
 */
export async function modelFor(
  rights: ModelRights,
  caller: Caller | undefined,
  fullName: string,
  wanted: Exclude<ModelRight, "none">,
): Promise<ModelRepositoryRecord> {
  const repository = await rights.store.catalog.get(fullName);
  const right = repository === undefined ? "none" : await modelRight(rights, caller, repository);
  if (repository === undefined || right === "none")
    throw new Problem("MODEL_NOT_FOUND", `This hub has no model ${fullName} that you may see.`);
  if (RANK[right] >= RANK[wanted]) return repository;
  if (wanted === "write") throw new Problem("FORBIDDEN", `${fullName} belongs to another identity.`);
  throw new Problem("MODEL_GATED", `The files of ${fullName} are for those whom its owner has let in.`);
}

/** Whose private models are in a list that somebody asks for. */
export function privateModelsOf(rights: Rights, caller: Caller | undefined) {
  if (caller === undefined) return "nobody" as const;
  return isOperator(rights, caller) ? ("everybody" as const) : { identity: caller.identity };
}
