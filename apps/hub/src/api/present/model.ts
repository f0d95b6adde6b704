import type { ChainModelRecord, ModelRepositoryRecord, ModelVersionRecord } from "@qubix/market";
import type { ModelDocument, ModelManifest } from "@qubix/protocol";

/** A version that can be run, as what lists and pages show of its model. */
export interface RunnableModel {
  repository: ModelRepositoryRecord;
  version: ModelVersionRecord & { digest: string };
  manifest: ModelManifest;
  chain: ChainModelRecord | undefined;
  runs?: number;
}

export function presentModel({ repository, version, manifest, chain, runs }: RunnableModel): ModelDocument {
  const { namespace, name, owner, visibility, updatedAt } = repository;
  const { digest, createdAt, number, summary, card } = version;
  const size = manifest.files.reduce((sum, file) => sum + file.size, 0);
  return {
    ...{ namespace, name, digest, size, manifest, createdAt, version: version.id, number },
    ...{ owner, visibility, summary, card, updatedAt, ...(runs !== undefined && { runs }) },
    chain: chain && {
      slot: chain.slot,
      creator: chain.creator,
      royalty: String(chain.royalty),
      ...(isSold(repository, chain) && { accessPrice: String(chain.accessPrice) }),
      active: chain.active,
      parent: chain.parent,
      parentShareBps: chain.parentShareBps,
    },
  };
}

/** Anybody may publish the digest of somebody else's model: only its owner sells access to it. */
function isSold({ owner }: ModelRepositoryRecord, { creator, accessPrice }: ChainModelRecord): boolean {
  return accessPrice > 0n && creator === owner;
}
