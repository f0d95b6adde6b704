import type { CardMetadata, ModelManifest } from "@qubix/protocol";
import type { Page, PageOf, Readers } from "./listings.ts";

export type ModelVisibility = "public" | "gated" | "private";
/** How access to a gated model is given: to everybody who asks, or to whom its owner accepts. */
export type ModelGating = "auto" | "manual";

/** A file of a version. */
export interface ModelFile {
  path: string;
  /** SHA-256, 64 hex digits. */
  digest: string;
  size: number;
  /** What git would call it: 40 hex digits. */
  oid: string;
}

/** A model with all its versions. */
export interface ModelRepositoryRecord {
  /** `namespace/name`. */
  fullName: string;
  namespace: string;
  name: string;
  /** Identity. */
  owner: string;
  visibility: ModelVisibility;
  gating: ModelGating;
  /** Id of the newest version; null while there is none. */
  head: string | null;
  /** Number of the newest version. */
  versions: number;
  createdAt: number;
  updatedAt: number;
}

/** An immutable version of a model. */
export interface ModelVersionRecord {
  /** 40 hex digits. */
  id: string;
  fullName: string;
  /** Counts from 1. */
  number: number;
  parent: string | null;
  /** `sha256:…` of its manifest, when it can be run. */
  digest: string | null;
  /** Why it can't be run, when it can't. */
  notRunnable: string | null;
  message: string;
  /** Identity. */
  author: string;
  files: ModelFile[];
  size: number;
  card: CardMetadata;
  summary: string;
  createdAt: number;
}

/** What a new version brings along for its model's place in lists. */
export interface NewModelVersion extends Omit<ModelVersionRecord, "number" | "createdAt"> {
  manifest: ModelManifest | null;
  /** Ids of the versions that it was made from. */
  madeFrom: readonly string[];
  /** What text is looked for in, beside name, summary and tags. */
  text: string;
}

/** A name that stands for a version: an alias can be moved, a tag can't. */
export interface ModelRef {
  name: string;
  kind: "alias" | "tag";
  version: string;
  updatedAt: number;
}

export type AccessState = "pending" | "accepted" | "rejected";

export interface ModelAccess {
  identity: string;
  state: AccessState;
  requestedAt: number;
  decidedAt: number | null;
  /** What was paid for it on the chain, in QU; null: nothing. */
  paid: bigint | null;
}

export interface NamespaceRecord {
  name: string;
  owner: string;
  createdAt: number;
}

/** A model in a list, with the version that it is shown by. */
export interface ListedModel {
  repository: ModelRepositoryRecord;
  version: ModelVersionRecord | undefined;
  /** Runs of all its versions that were paid for here. */
  runs: number;
}

export interface ModelListing extends PageOf<[value: number, name: string]> {
  /** Whose private models are shown. */
  readers: Readers;
  /** Only models with a version that can be run, shown by its newest. */
  runnable: boolean;
  /** Words, each at least begun. */
  search?: string | undefined;
  namespace?: string | undefined;
  owner?: string | undefined;
  task?: string | undefined;
  license?: string | undefined;
  library?: string | undefined;
  /** All of them. */
  tags?: readonly string[] | undefined;
  gated?: boolean | undefined;
  sort: "name" | "updated" | "created" | "runs";
  /** The other way round: names from z, times from the oldest. */
  reversed?: boolean | undefined;
}

/** Models, their versions, and who may see them. */
export interface ModelCatalog {
  /**
   * Gives a readable namespace to who comes first; each identity has one. Repeating it is harmless.
   * @param skeleton what the name looks like; no two namespaces have the same
   * @returns the one that is in the way: the look-alike's, or the account's own
   */
  claimNamespace(name: string, skeleton: string, owner: string): Promise<NamespaceRecord>;
  namespace(name: string): Promise<NamespaceRecord | undefined>;
  namespaceOfOwner(owner: string): Promise<NamespaceRecord | undefined>;

  /** Idempotent. @returns the one that is there, whoever's it is */
  create(
    repository: Pick<ModelRepositoryRecord, "namespace" | "name" | "owner" | "visibility" | "gating">,
  ): Promise<{ repository: ModelRepositoryRecord; created: boolean }>;
  get(fullName: string): Promise<ModelRepositoryRecord | undefined>;
  change(
    fullName: string,
    patch: Partial<Pick<ModelRepositoryRecord, "visibility" | "gating">>,
  ): Promise<ModelRepositoryRecord | undefined>;
  /** With all versions, and what they keep. @returns false when there was none */
  remove(fullName: string): Promise<boolean>;

  /**
   * Adds a version if the newest one is still the one that it names as its parent; under the model's row lock, so of two
   * writers at once one wins. Within a transaction. @returns the newest version when it is another one
   */
  addVersion(version: NewModelVersion): Promise<{ added: ModelVersionRecord } | { head: string | null } | undefined>;
  versionById(fullName: string, id: string): Promise<ModelVersionRecord | undefined>;
  versionByNumber(fullName: string, number: number): Promise<ModelVersionRecord | undefined>;
  /** By the digest of its manifest, the oldest one. */
  versionByDigest(digest: string): Promise<ModelVersionRecord | undefined>;
  /** Several versions by their ids. */
  versionsById(ids: readonly string[]): Promise<ModelVersionRecord[]>;
  newestRunnable(fullName: string): Promise<ModelVersionRecord | undefined>;
  /** Newest first. */
  versions(fullName: string, page: PageOf<number>): Promise<Page<ModelVersionRecord, number>>;

  refs(fullName: string): Promise<ModelRef[]>;
  /** Sets an alias, or a new tag. @returns false when it is a tag already, of another version, or an alias of this name is there */
  setRef(fullName: string, ref: Omit<ModelRef, "updatedAt">): Promise<boolean>;
  removeRef(fullName: string, name: string): Promise<boolean>;

  /** Ids of versions that a version was made from, in all generations; at most `limit`. */
  ancestors(ids: readonly string[], limit: number): Promise<{ version: string; madeFrom: string }[]>;
  /** Ids of versions that were made from it, in all generations; at most `limit`. */
  descendants(ids: readonly string[], limit: number): Promise<{ version: string; madeFrom: string }[]>;

  access(fullName: string, identity: string): Promise<ModelAccess | undefined>;
  /** Asks for access, unless it was asked for before. */
  requestAccess(fullName: string, identity: string, state: AccessState): Promise<ModelAccess>;
  /** @returns undefined when it was bought, and so can't be taken away */
  decideAccess(fullName: string, identity: string, state: AccessState): Promise<ModelAccess | undefined>;
  /** Lets in who has paid on the chain. Repeating it is harmless. */
  sellAccess(fullName: string, identity: string, paid: bigint): Promise<void>;
  /** What was bought stays. */
  removeAccess(fullName: string, identity: string): Promise<boolean>;
  accesses(
    fullName: string,
    filter: PageOf<string> & { state?: AccessState | undefined },
  ): Promise<Page<ModelAccess, string>>;

  list(filter: ModelListing): Promise<Page<ListedModel, [value: number, name: string]>>;
}
