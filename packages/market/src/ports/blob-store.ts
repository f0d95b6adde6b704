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
   * @throws BlobError BLOB_DIGEST_MISMATCH, BLOB_TOO_LARGE
   */
  put(digest: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ size: number; created: boolean }>;
  /** @throws BlobError BLOB_NOT_FOUND, RANGE_NOT_SATISFIABLE */
  read(digest: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  delete(digest: string): Promise<void>;
  /** Digests of all blobs whose last use is before `time` (milliseconds since 1970). */
  olderThan(time: number): AsyncIterable<string>;
}

/** A failure of the blob store. */
export class BlobError extends Error {
  override readonly name = "BlobError";

  constructor(
    readonly code: "BLOB_NOT_FOUND" | "BLOB_DIGEST_MISMATCH" | "BLOB_TOO_LARGE" | "RANGE_NOT_SATISFIABLE",
    message: string,
  ) {
    super(message);
  }
}
