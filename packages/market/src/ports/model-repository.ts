import type { ModelManifest } from "@qubix/protocol";

/** A model version published here: immutable by its manifest's digest. */
export interface ModelRecord {
  namespace: string;
  name: string;
  /** `sha256:<hex>` of the manifest's canonical JSON. */
  digest: string;
  manifest: ModelManifest;
  size: number;
  /** Identity that published it. */
  publisher: string;
  createdAt: number;
}

/** A model as the contract has it: a projection. */
export interface ChainModelRecord {
  slot: number;
  /** SHA-256 of the manifest, `sha256:<hex>`. */
  digest: string;
  creator: string;
  royalty: bigint;
  active: boolean;
  parent?: number | undefined;
  parentShareBps: number;
  changedTick: number;
}

export interface ModelRepository {
  /** Idempotent by digest. A name belongs to who published it first. @returns undefined when it is another's */
  publish(model: Omit<ModelRecord, "createdAt">): Promise<ModelRecord | undefined>;
  byDigest(digest: string): Promise<ModelRecord | undefined>;
  /** The newest version. */
  newest(namespace: string, name: string): Promise<ModelRecord | undefined>;
  /** Newest versions, by name; `after` is `namespace/name` of the last one of the page before. */
  list(filter: { search?: string; namespace?: string; limit: number; after?: string }): Promise<ModelRecord[]>;
  putChain(model: ChainModelRecord): Promise<void>;
  chainByDigest(digest: string): Promise<ChainModelRecord | undefined>;
  chainBySlot(slot: number): Promise<ChainModelRecord | undefined>;
}
