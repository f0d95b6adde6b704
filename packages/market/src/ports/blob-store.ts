/** A part of a blob, both ends included, as in HTTP. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Bytes by the SHA-256 of their content (64 hex digits, without prefix). Everything streams: memory use does not grow
 * with a blob.
 */
export interface BlobStore {
  /** Size in bytes, or undefined. */
  size(digest: string): Promise<number | undefined>;
  /**
   * Stores a stream under its digest. Nothing becomes visible before the last byte has been checked; a repeat is
   * harmless (the stream is then read to its end and dropped).
   * @throws BlobError BLOB_DIGEST_MISMATCH, BLOB_TOO_LARGE, STORAGE_FULL
   */
  put(digest: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ size: number; created: boolean }>;
  /**
   * What is given is valid until the next is asked for: buffers are used again. Copy what is to be kept.
   * @throws BlobError BLOB_NOT_FOUND, RANGE_NOT_SATISFIABLE
   */
  read(digest: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  delete(digest: string): Promise<void>;
  /** Digests of all blobs that were last stored before `time` (milliseconds since 1970). */
  olderThan(time: number): AsyncIterable<string>;

  /**
   * Keeps one part of an upload that comes in parts, until they are joined or dropped. A part may be put again.
   * @param number from 1; all parts but the last one have the same size of at least 5 MiB
   * @throws BlobError BLOB_DIGEST_MISMATCH, BLOB_TOO_LARGE, STORAGE_FULL
   */
  putPart(
    upload: string,
    number: number,
    digest: string,
    source: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<void>;
  /**
   * Makes a blob of parts 1 to `count`. Nothing becomes visible before all bytes have been checked against its digest.
   * The parts stay. @throws BlobError BLOB_NOT_FOUND when a part is missing, BLOB_DIGEST_MISMATCH
   */
  join(upload: string, count: number, digest: string): Promise<void>;
  /** Forgets the parts of an upload. */
  dropParts(upload: string): Promise<void>;
  /** Removes what writes have left that were cut short before `time`. */
  removeUnfinished(time: number): Promise<void>;
}

/** A failure of the blob store. */
export class BlobError extends Error {
  override readonly name = "BlobError";

  constructor(
    readonly code:
      | "BLOB_NOT_FOUND"
      | "BLOB_DIGEST_MISMATCH"
      | "BLOB_TOO_LARGE"
      | "RANGE_NOT_SATISFIABLE"
      | "STORAGE_FULL",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
