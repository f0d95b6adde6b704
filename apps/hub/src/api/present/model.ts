import type { ChainModelRecord, ModelRecord } from "@qubix/market";
import type { ModelDocument } from "@qubix/protocol";

export function presentModel(model: ModelRecord, chain: ChainModelRecord | undefined): ModelDocument {
  return {
    namespace: model.namespace,
    name: model.name,
    digest: model.digest,
    size: model.size,
    manifest: model.manifest,
    createdAt: model.createdAt,
    chain: chain && {
      slot: chain.slot,
      creator: chain.creator,
      royalty: String(chain.royalty),
      active: chain.active,
      parent: chain.parent,
      parentShareBps: chain.parentShareBps,
    },
  };
}
