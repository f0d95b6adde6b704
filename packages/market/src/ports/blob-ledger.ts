import type { ModelVisibility } from "./model-catalog.ts";

/** What a blob is used for: a job's input or program, a job's sealed result, a published model's file or manifest. */
export type BlobUseKind = "input" | "artifact" | "model";

/** Who needs a blob, and on whose account. */
export interface BlobUse {
  kind: BlobUseKind;
  /** Key of the job, or the id of the model's version. */
  holder: string;
  /** The job's requester, or the model's publisher. */
  account: string;
}

/** A job's sealed result that is in the store. */
export interface DeliveredResult {
  jobKey: string;
  requester: string;
  digest: string;
  size: number;
}

/** How much an account may keep, or does. */
export interface BlobQuota {
  bytes: number;
  blobs: number;
}

/** `bytes`, `blobs`: it would be more than the quota. `busy`: the blob is just being deleted; upload it once more. */
export type ClaimOutcome = "ok" | "bytes" | "blobs" | "busy";

/** What the hub knows of a reader's right to a blob. */
export interface BlobAccess {
  /** Models that have it and that the reader may read, each by a version of it; at most a few. */
  models: { digest: string | null; visibility: ModelVisibility }[];
  /** The account uploaded it, or it is kept for a job of this account. */
  claimed: boolean;
  /** It is an input of a job of which one of the providers has a live attempt. */
  assigned: boolean;
  /** Keys of jobs whose sealed result it is. */
  artifactOf: string[];
}

/**
 * Who keeps which blob (64 hex digits), and who pays for the space. A *claim* is an account's: one for each blob,
 * however often it was uploaded or used; claims are what quotas count. A *use* is a job's or a model's. A blob with
 * neither is garbage. Uses are taken in the transaction of whoever needs them.
 */
export interface BlobLedger {
  /**
   * Claims a blob for an account until a time (milliseconds since 1970), or longer where it is used on this account.
   * `reserved` before its bytes are here: counted, and gone by itself when nothing follows.
   */
  claim(
    account: string,
    blob: { digest: string; size: number },
    as: { state: "reserved" | "held"; until: number; quota: BlobQuota },
  ): Promise<ClaimOutcome>;
  /** Ends a reservation for which no bytes came. */
  release(account: string, digest: string): Promise<void>;
  /** Ends a claim. `in-use`: jobs or models of the account still need it. */
  drop(account: string, digest: string): Promise<"dropped" | "in-use" | "unknown">;
  /** Ends all claims of an account that nothing needs, the next time that garbage is collected. */
  dropUnused(account: string): Promise<void>;
  usage(account: string): Promise<BlobQuota>;
  /** Sizes of those that are here. */
  sizes(digests: readonly string[]): Promise<Map<string, number>>;
  /**
   * Takes uses of blobs that the account has claimed or that belong to models it may read. Within a transaction.
   * @returns those that are not here for this account; when there are any, nothing was taken
   */
  take(use: BlobUse, digests: readonly string[]): Promise<string[]>;
  /** The same for several users. @returns for each those that are not here for its account */
  takeMany(items: readonly { use: BlobUse; digests: readonly string[] }[]): Promise<string[][]>;
  /**
   * Takes the use of a job's sealed result and moves its claim from the provider to the requester, quota or not: they
   * have paid for it. Within a transaction. @returns false when the blob is not here
   */
  takeArtifact(jobKey: string, provider: string, digest: string): Promise<boolean>;
  /**
   * Takes uses of sealed results whose bytes came with their delivery: they are the requester's at once, quota or not.
   * Within a transaction. @returns for each false while an old copy is just being deleted
   */
  deliver(results: readonly DeliveredResult[]): Promise<boolean[]>;
  /** @param reader with the slots of the providers it speaks for */
  access(digest: string, reader: { account?: string; providers: readonly number[] }): Promise<BlobAccess>;
}

/** Finds and removes what nobody needs. Each step may be repeated, and another one may happen in between. */
export interface BlobGarbage {
  /** Ends claims whose time has come, unless they are used. @returns how many, at most `limit` */
  expireClaims(now: number, limit: number): Promise<number>;
  /** Registers blobs that the store has and the ledger does not: what a crash has left. They are marked. */
  adopt(blobs: readonly { digest: string; size: number }[]): Promise<number>;
  /** Blobs that have been marked since before `time`. */
  marked(time: number, limit: number): Promise<string[]>;
  /**
   * Under the blob's row lock: whether nobody needs it. From then on nobody can take it, and whoever uploads it is told
   * to come again. If somebody does need it, the mark goes.
   */
  beginDelete(digest: string): Promise<boolean>;
  /** Its bytes are gone. */
  endDelete(digest: string): Promise<void>;
  /** Blobs whose deletion began: their bytes may or may not be gone. */
  deleting(limit: number): Promise<string[]>;
}
