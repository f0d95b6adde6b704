import { openFile } from "#open-file";
import { newSha256 } from "#sha256";

/** Bytes, the path of a file, or a file that somebody chose in a page. */
export type BlobSource = Uint8Array | string | Blob;

/** What is uploaded: read where it is needed, and again where a request has to be repeated. */
export interface Content {
  sha256: string;
  size: number;
  read(from: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

const READ_BYTES = 1024 * 1024;

/** Reads all of it once, for its digest. */
export async function openContent(source: BlobSource, signal?: AbortSignal): Promise<Content> {
  if (typeof source === "string") return openFile(source, signal);
  const [size, read] = source instanceof Blob ? blobReader(source) : bytesReader(source);
  const hash = newSha256();
  for (let at = 0; at < size; at += READ_BYTES) {
    hash.update(await read(at, Math.min(READ_BYTES, size - at)));
    signal?.throwIfAborted();
  }
  return { sha256: hash.hex(), size, read, close: async () => undefined };
}

const bytesReader = (bytes: Uint8Array): [number, Content["read"]] => [
  bytes.length,
  async (from, length) => bytes.subarray(from, from + length),
];

const blobReader = (blob: Blob): [number, Content["read"]] => [
  blob.size,
  async (from, length) => new Uint8Array(await blob.slice(from, from + length).arrayBuffer()),
];
