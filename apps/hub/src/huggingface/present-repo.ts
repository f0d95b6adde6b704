import type { ListedModel, ModelFile, ModelRepositoryRecord, ModelVersionRecord } from "@qubix/market";
import { cardTags } from "@qubix/protocol";
import { isLarge, pointerTo } from "../models/git-oid.ts";

/** A model in the words of the conventions; `files` with sizes where that was asked for. */
export function presentRepo(
  { repository, version }: Pick<ListedModel, "repository" | "version">,
  { siblings = false, sizes = false, card = false }: { siblings?: boolean; sizes?: boolean; card?: boolean },
): Record<string, unknown> {
  const { fullName, namespace, updatedAt, createdAt } = repository;
  return {
    ...{ _id: fullName, id: fullName, modelId: fullName, author: namespace, disabled: false },
    ...{ private: repository.visibility === "private", gated: gatedOf(repository) },
    ...(version && {
      sha: version.id,
      pipeline_tag: version.card.pipeline_tag,
      library_name: version.card.library_name,
    }),
    ...{
      tags: version ? cardTags(version.card) : [],
      lastModified: time(version?.createdAt ?? updatedAt),
      createdAt: time(createdAt),
    },
    ...(card && { cardData: version?.card ?? {} }),
    ...(siblings && { siblings: (version?.files ?? []).map((file) => sibling(file, sizes)) }),
    ...(sizes && { usedStorage: version?.size ?? 0 }),
  };
}

const gatedOf = ({ visibility, gating }: ModelRepositoryRecord) => (visibility === "gated" ? gating : false);
export const time = (milliseconds: number): string => new Date(milliseconds).toISOString();

function sibling({ path, digest, size, oid }: ModelFile, sizes: boolean) {
  if (!sizes) return { rfilename: path };
  const lfs = isLarge(size) && { lfs: { sha256: digest, size, pointerSize: pointerTo(digest, size).length } };
  return { rfilename: path, size, blobId: oid, ...lfs };
}

/** A commit as lists show it. */
export function presentCommit({ id, message, author, createdAt }: ModelVersionRecord) {
  const [title, ...rest] = message.split("\n");
  return {
    id,
    title: title ?? "",
    message: rest.join("\n").trim(),
    authors: [{ user: author.toLowerCase() }],
    date: time(createdAt),
  };
}
