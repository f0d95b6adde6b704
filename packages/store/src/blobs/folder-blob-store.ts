import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, opendir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BlobError, type BlobStore } from "@qubix/market";

/**
 * Blobs as files `<two digits>/<digest>` in a folder. Uploads go to `incoming/` and are moved into place once their
 * digest is checked, so a crash leaves no half blob; memory use is one buffer per stream.
 */
export async function folderBlobStore(folder: string): Promise<BlobStore> {
  const incoming = join(folder, "incoming");
  await rm(incoming, { recursive: true, force: true }); // what a crash has left
  await mkdir(incoming, { recursive: true });
  const pathOf = (digest: string) => join(folder, checked(digest).slice(0, 2), digest);

  async function size(digest: string): Promise<number | undefined> {
    return (await stat(pathOf(digest)).catch(() => undefined))?.size;
  }

  return {
    size,

    async put(digest, source, maxBytes) {
      const path = pathOf(digest);
      const present = await size(digest);
      if (present !== undefined) {
        await drain(source, maxBytes);
        await utimes(path, new Date(), new Date());
        return { size: present, created: false };
      }
      const draft = join(incoming, randomUUID());
      try {
        const written = await receive(source, draft, digest, maxBytes);
        await mkdir(join(folder, digest.slice(0, 2)), { recursive: true });
        await rename(draft, path);
        return { size: written, created: true };
      } finally {
        await rm(draft, { force: true });
      }
    },

    async read(digest, range) {
      const total = await size(digest);
      if (total === undefined) throw new BlobError("BLOB_NOT_FOUND", `There is no blob ${digest} here.`);
      if (range && (range.start > range.end || range.end >= total)) {
        throw new BlobError("RANGE_NOT_SATISFIABLE", `The blob has ${total} bytes; ask for a range within them.`);
      }
      return createReadStream(pathOf(digest), range);
    },

    async delete(digest) {
      await rm(pathOf(digest), { force: true });
    },

    async *olderThan(time) {
      for await (const entry of await opendir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(entry.name)) continue;
        for await (const file of await opendir(join(folder, entry.name))) {
          const found = await stat(join(folder, entry.name, file.name)).catch(() => undefined);
          if (found !== undefined && found.mtimeMs < time) yield file.name;
        }
      }
    },
  };
}

/** Writes a stream to a file while hashing it. @returns its size */
async function receive(
  source: AsyncIterable<Uint8Array>,
  path: string,
  digest: string,
  maxBytes: number,
): Promise<number> {
  const hash = createHash("sha256");
  let size = 0;
  async function* counted() {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(counted, createWriteStream(path, { flags: "wx", flush: true }));
  const actual = hash.digest("hex");
  if (actual !== digest) {
    throw new BlobError("BLOB_DIGEST_MISMATCH", `The bytes have the digest ${actual}, not ${digest}. Upload again.`);
  }
  return size;
}

async function drain(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<void> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
  }
}

function tooLarge(maxBytes: number): BlobError {
  return new BlobError("BLOB_TOO_LARGE", `Blobs have at most ${maxBytes} bytes here.`);
}

/** Digests become file names, so nothing else may pass. */
function checked(digest: string): string {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new BlobError("BLOB_NOT_FOUND", "A digest has 64 lowercase hex digits.");
  return digest;
}
