import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ifFull } from "./if-full.ts";

/** Bytes that go to the disk in one write: sockets give them in small pieces. */
const WRITE_BYTES = 1024 * 1024;

/**
 * Writes a stream to a draft in `drafts`, and moves it to `path` once it has ended well and is on the disk. The file that
 * appears is never written to again, so whoever has it may keep it by another name.
 * @returns its size
 * @throws BlobError STORAGE_FULL, or what the stream throws; nothing is left then
 */
export async function placeFile(source: AsyncIterable<Uint8Array>, path: string, drafts: string): Promise<number> {
  const draft = join(drafts, randomUUID());
  try {
    const size = await writeDraft(source, draft);
    await mkdir(dirname(path), { recursive: true });
    await rename(draft, path);
    return size;
  } catch (error) {
    throw ifFull(error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(source: AsyncIterable<Uint8Array>, draft: string): Promise<number> {
  const file = await open(draft, "wx", 0o600);
  // Written while the next bytes arrive; never more than one write at a time.
  let behind: Promise<void> = Promise.resolve();
  try {
    let gathered: Uint8Array[] = [];
    let waiting = 0;
    let size = 0;
    const flush = async () => {
      await behind;
      const pieces = gathered;
      gathered = [];
      waiting = 0;
      behind = writeAll(file, pieces);
      behind.catch(() => undefined); // told where it is awaited
    };
    for await (const piece of source) {
      gathered.push(piece);
      waiting += piece.length;
      size += piece.length;
      if (waiting >= WRITE_BYTES) await flush();
    }
    await flush();
    await behind;
    await file.datasync();
    return size;
  } finally {
    await behind.catch(() => undefined);
    await file.close();
  }
}

/** The system may write less than it was given. */
async function writeAll(file: FileHandle, pieces: Uint8Array[]): Promise<void> {
  for (let left = pieces; left.length > 0; ) {
    const { bytesWritten } = await file.writev(left);
    left = without(left, bytesWritten);
  }
}

function without(pieces: Uint8Array[], written: number): Uint8Array[] {
  let index = 0;
  for (; index < pieces.length && pieces[index]!.length <= written; index++) written -= pieces[index]!.length;
  const [first, ...rest] = pieces.slice(index);
  return first === undefined ? [] : [first.subarray(written), ...rest];
}
