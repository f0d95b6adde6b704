import { BlobError, type BlobStore } from "@qubix/market";
import { checked } from "../checked.ts";
import { S3Bucket, type S3Part } from "./s3-bucket.ts";
import type { S3Config } from "./s3-config.ts";

/** What is held in memory of an upload; larger ones go in parts of this size. */
const PART_BYTES = 8 * 1024 * 1024;

/**
 * Blobs as objects `blobs/<two digits>/<digest>` of a bucket. An object appears when its last byte has been checked: a
 * small one in one request, a larger one when its multipart upload is completed. Memory use is one part per upload.
 * @throws StoreError BLOBS_UNREACHABLE
 */
export async function s3BlobStore(config: S3Config): Promise<BlobStore> {
  const bucket = new S3Bucket(config);
  await bucket.check();
  const size = (digest: string) => bucket.size(keyOf(digest));

  async function read(key: string): Promise<AsyncIterable<Uint8Array>> {
    const answer = await bucket.get(key);
    if (answer?.status !== 200) throw new BlobError("BLOB_NOT_FOUND", `There is no ${key} here.`);
    return answer.body;
  }

  /** Stores what is checked while it comes. @returns its size */
  async function place(key: string, source: AsyncIterable<Uint8Array>): Promise<number> {
    const pieces = inPieces(source);
    const first = await pieces.next();
    const begin = first.done ? new Uint8Array() : first.value;
    if (begin.length < PART_BYTES) {
      // The stream has ended, so it was checked to its end.
      await bucket.put(key, begin);
      return begin.length;
    }
    const upload = await bucket.begin(key);
    try {
      const parts: S3Part[] = [await bucket.putPart(key, upload, 1, begin)];
      let total = begin.length;
      for await (const piece of pieces) {
        parts.push(await bucket.putPart(key, upload, parts.length + 1, piece));
        total += piece.length;
      }
      await bucket.complete(key, upload, parts);
      return total;
    } catch (error) {
      await bucket.abort(key, upload).catch(() => undefined); // removeUnfinished finds what is left
      throw error;
    }
  }

  return {
    size,

    async put(digest, source, maxBytes) {
      const key = keyOf(digest);
      const bytes = checked(source, digest, maxBytes);
      const present = await bucket.size(key);
      if (present === undefined) return { size: await place(key, bytes), created: true };
      for await (const _ of bytes);
      return { size: present, created: false };
    },

    async read(digest, range) {
      if (range === undefined) return read(keyOf(digest));
      const unsatisfiable = new BlobError("RANGE_NOT_SATISFIABLE", "Ask for a range within the blob.");
      if (range.start > range.end) throw unsatisfiable;
      const answer = await bucket.get(keyOf(digest), `${range.start}-${range.end}`);
      if (answer?.status === 404) throw new BlobError("BLOB_NOT_FOUND", `There is no blob ${digest} here.`);
      const total = Number(/\/([0-9]+)$/.exec(answer?.contentRange ?? "")?.[1] ?? 0);
      if (answer?.status === 206 && range.end < total) return answer.body;
      throw unsatisfiable;
    },

    delete: (digest) => bucket.delete(keyOf(digest)),

    async *olderThan(time) {
      for await (const { key, modified } of bucket.list("blobs/"))
        if (modified < time) yield key.slice(key.lastIndexOf("/") + 1);
    },

    async putPart(upload, number, digest, source, maxBytes) {
      await place(partKey(upload, number), checked(source, digest, maxBytes));
    },

    async join(upload, count, digest) {
      async function* all() {
        for (let number = 1; number <= count; number++) yield* await read(partKey(upload, number));
      }
      for await (const _ of checked(all(), digest, Number.MAX_SAFE_INTEGER));
      const key = keyOf(digest);
      if (count === 1) return bucket.copy(partKey(upload, 1), key);
      const id = await bucket.begin(key);
      try {
        const parts: S3Part[] = [];
        for (let number = 1; number <= count; number++)
          parts.push(await bucket.copyPart(key, id, number, partKey(upload, number)));
        await bucket.complete(key, id, parts);
      } catch (error) {
        await bucket.abort(key, id).catch(() => undefined);
        throw error;
      }
    },

    async dropParts(upload) {
      for await (const { key } of bucket.list(partKey(upload, ""))) await bucket.delete(key);
    },

    async removeUnfinished(time) {
      for (const { key, upload, begun } of await bucket.unfinished()) if (begun < time) await bucket.abort(key, upload);
      for await (const { key, modified } of bucket.list("parts/")) if (modified < time) await bucket.delete(key);
    },
  };
}

/** The same bytes in pieces of PART_BYTES; the last one is shorter, or there is none. */
async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let piece = Buffer.allocUnsafe(PART_BYTES);
  let filled = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(chunk.length - at, PART_BYTES - filled);
      piece.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled < PART_BYTES) continue;
      yield piece;
      piece = Buffer.allocUnsafe(PART_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

/** Digests become keys, so nothing else may pass. */
function keyOf(digest: string): string {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new BlobError("BLOB_NOT_FOUND", "A digest has 64 lowercase hex digits.");
  return `blobs/${digest.slice(0, 2)}/${digest}`;
}

function partKey(upload: string, number: number | ""): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(upload)) throw new BlobError("BLOB_NOT_FOUND", "There is no such upload.");
  return `parts/${upload}/${number}`;
}
