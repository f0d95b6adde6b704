import { randomUUID } from "node:crypto";
import { link, mkdir, opendir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { BlobError, type BlobStore } from "@qubix/market";
import { type BlobFiles, findBlobFiles, readBlobFiles } from "./blob-files.ts";
import { checked } from "./checked.ts";
import { ifFull } from "./if-full.ts";
import { placeFile } from "./place-file.ts";

/**
 * Blobs as files `<two digits>/<digest>` in a folder, or as folders of that name with the parts of an upload (decision
 * 0025). What is written goes to `incoming/` and is moved into place once its digest is checked, so a crash leaves no half
 * blob; memory use is some buffers per stream. Several processes may share it.
 */
export async function folderBlobStore(folder: string): Promise<BlobStore> {
  const incoming = join(folder, "incoming");
  const parts = join(folder, "parts");
  for (const one of [incoming, parts]) await mkdir(one, { recursive: true });
  const pathOf = (digest: string) => join(folder, fileName(digest).slice(0, 2), digest);
  const partsOf = (upload: string) => join(parts, uploadName(upload));
  const partOf = (upload: string, number: number) => join(partsOf(upload), String(number));

  const size = async (digest: string) => (await findBlobFiles(pathOf(digest)))?.size;
  /** It may be gone meanwhile; who claims it next finds out. */
  const touch = (path: string) => utimes(path, new Date(), new Date()).catch(() => undefined);

  /** A folder with the parts by other names, which nobody else writes to. */
  async function gather(upload: string, count: number): Promise<string> {
    const draft = join(incoming, randomUUID());
    let number = 1;
    try {
      await mkdir(draft);
      for (; number <= count; number++) await link(partOf(upload, number), join(draft, String(number)));
      return draft;
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw ifFull(error);
      throw new BlobError("BLOB_NOT_FOUND", `Part ${number} is not here.`);
    }
  }

  return {
    size,

    async put(digest, source, maxBytes) {
      const path = pathOf(digest);
      const bytes = checked(source, digest, maxBytes);
      const present = await size(digest);
      if (present === undefined) {
        const written = await placeFile(bytes, path, incoming).catch((error) => {
          if (isTaken(error)) return undefined; // by its parts, meanwhile
          throw error;
        });
        return { size: written ?? (await size(digest)) ?? 0, created: written !== undefined };
      }
      for await (const _ of bytes);
      await touch(path);
      return { size: present, created: false };
    },

    async read(digest, range) {
      const files = await findBlobFiles(pathOf(digest));
      if (files === undefined) throw new BlobError("BLOB_NOT_FOUND", `There is no blob ${digest} here.`);
      if (range && (range.start > range.end || range.end >= files.size)) {
        throw new BlobError("RANGE_NOT_SATISFIABLE", `The blob has ${files.size} bytes; ask for a range within them.`);
      }
      return readBlobFiles(files, range ?? wholeOf(files));
    },

    async delete(digest) {
      const gone = join(incoming, randomUUID());
      // At once: a folder that loses one file after another would be a blob of another size.
      await rename(pathOf(digest), gone).catch((error) => {
        if (error.code !== "ENOENT") throw error;
      });
      await rm(gone, { recursive: true, force: true });
    },

    async *olderThan(time) {
      for await (const entry of await opendir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(entry.name)) continue;
        for await (const file of await opendir(join(folder, entry.name))) {
          if (await isOlder(join(folder, entry.name, file.name), time)) yield file.name;
        }
      }
    },

    async putPart(upload, number, digest, source, maxBytes) {
      await placeFile(checked(source, digest, maxBytes), partOf(upload, number), incoming);
    },

    async join(upload, count, digest) {
      const path = pathOf(digest);
      const draft = await gather(upload, count);
      try {
        const files = await findBlobFiles(draft);
        if (files === undefined) throw new BlobError("BLOB_NOT_FOUND", "The parts are gone.");
        for await (const _ of checked(readBlobFiles(files, wholeOf(files)), digest, files.size));
        await mkdir(join(path, ".."), { recursive: true });
        await touch(draft);
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        if (!isTaken(error)) throw ifFull(error);
        await touch(path);
      }
    },

    async dropParts(upload) {
      await rm(partsOf(upload), { recursive: true, force: true });
    },

    async removeUnfinished(time) {
      for (const place of [incoming, parts])
        for await (const entry of await opendir(place)) {
          const path = join(place, entry.name);
          if (await isOlder(path, time)) await rm(path, { recursive: true, force: true });
        }
    },
  };
}

const wholeOf = ({ size }: BlobFiles) => ({ start: 0, end: size - 1 });

/** Where the blob should go is one already, as a file or as a folder. */
function isTaken(error: unknown): boolean {
  return ["EEXIST", "ENOTEMPTY", "ENOTDIR", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

async function isOlder(path: string, time: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs < time;
}

/** Digests become file names, so nothing else may pass. */
function fileName(digest: string): string {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new BlobError("BLOB_NOT_FOUND", "A digest has 64 lowercase hex digits.");
  return digest;
}

/** So do names of uploads. */
function uploadName(upload: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(upload)) throw new BlobError("BLOB_NOT_FOUND", "There is no such upload.");
  return upload;
}
