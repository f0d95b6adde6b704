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
  /** Of reading its files, in QU; 0: not for sale. */
  accessPrice: bigint;
  active: boolean;
  parent?: number | undefined;
  parentShareBps: number;
  changedTick: number;
}

export interface ModelRepository {
  byDigest(digest: string): Promise<ModelRecord | undefined>;
  /** Several, in no order. */
  byDigests(digests: readonly string[]): Promise<ModelRecord[]>;
  /** Keeps what is here if that is of a later tick. */
  putChain(model: ChainModelRecord): Promise<void>;
  chainByDigest(digest: string): Promise<ChainModelRecord | undefined>;
  /** Several, in no order; the oldest one where a digest was published twice. */
  chainByDigests(digests: readonly string[]): Promise<ChainModelRecord[]>;
  chainBySlot(slot: number): Promise<ChainModelRecord | undefined>;
  /** At most `limit`, by slot. */
  chainOfCreator(creator: string, limit: number): Promise<ChainModelRecord[]>;
}
