import type { ModelRef, ModelRepositoryRecord, ModelVersionRecord } from "@qubix/market";
import type { ModelRepositoryDocument, ModelVersionDocument, ModelVersionSummary } from "@qubix/protocol";

export function presentRepository(
  repository: ModelRepositoryRecord,
  refs: readonly ModelRef[],
): ModelRepositoryDocument {
  const { fullName: _, head, ...rest } = repository;
  return {
    ...rest,
    ...(head !== null && { head }),
    refs: refs.map(({ name, kind, version }) => ({ name, kind, version })),
  };
}

export function presentVersion(
  version: ModelVersionRecord,
  { namespace, name, head }: ModelRepositoryRecord,
  refs: readonly ModelRef[],
): ModelVersionDocument {
  const files = version.files.map(({ path, digest, size }) => ({ path, digest: `sha256:${digest}`, size }));
  return { namespace, name, ...partsOf(version, head, refs), files };
}

export function summarizeVersion(
  version: ModelVersionRecord,
  { head }: ModelRepositoryRecord,
  refs: readonly ModelRef[],
): ModelVersionSummary {
  return { ...partsOf(version, head, refs), files: version.files.length };
}

function partsOf(version: ModelVersionRecord, head: string | null, refs: readonly ModelRef[]) {
  const { id, number, parent, digest, notRunnable, message, author, size, summary, card, createdAt } = version;
  const named = (kind: ModelRef["kind"]) =>
    refs.flatMap((ref) => (ref.kind === kind && ref.version === id ? [ref.name] : []));
  return {
    ...{ id, number, message, author, size, summary, card, createdAt },
    ...{ ...(parent !== null && { parent }), ...(digest !== null && { digest }) },
    ...(digest === null && notRunnable !== null && { notRunnable }),
    aliases: [...(id === head ? ["latest"] : []), ...named("alias")],
    tags: named("tag"),
  };
}
