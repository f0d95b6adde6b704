import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ByteRange } from "@qubix/market";

/** Bytes that are read from the disk at once. Measured: with half of it a fifth is lost, with twice of it nothing won. */
const READ_BYTES = 512 * 1024;

/** Where the bytes of a blob are: one file, or a folder of an upload's parts named 1, 2, 3 and so on. */
export interface BlobFiles {
  size: number;
  /** The last one may be shorter than the others. */
  paths: string[];
  /** Bytes of each file but the last. */
  fileBytes: number;
}

/** @returns undefined when nothing is there */
export async function findBlobFiles(path: string): Promise<BlobFiles | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile()) return found && { size: found.size, paths: [path], fileBytes: found.size };
  const count = (await readdir(path)).length;
  const paths = Array.from({ length: count }, (_, i) => join(path, String(i + 1)));
  const [first, last] = await Promise.all([stat(paths[0]!), stat(paths.at(-1)!)]).catch(() => []);
  // It is being deleted.
  if (first === undefined || last === undefined) return undefined;
  return { size: (count - 1) * first.size + last.size, paths, fileBytes: first.size };
}

/**
 * The bytes of a range, the next ones being read while the last ones are used. What is given is valid until the next is
 * asked for: there are two buffers, whatever the blob's size.
 */
export async function* readBlobFiles(files: BlobFiles, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  const length = end - start + 1;
  if (length <= 0) return;
  const reader = new Reader(files, start, end);
  const room = Math.min(READ_BYTES, length);
  let [current, other] = [Buffer.allocUnsafeSlow(room), Buffer.allocUnsafeSlow(length > room ? room : 0)];
  let ahead = reader.fill(current, length);
  try {
    for (let left = length; left > 0; ) {
      const bytes = current.subarray(0, await ahead);
      left -= bytes.length;
      [current, other] = [other, current];
      if (left > 0) {
        ahead = reader.fill(current, left);
        ahead.catch(() => undefined); // told where it is awaited
      }
      yield bytes;
    }
  } finally {
    await ahead.catch(() => undefined);
    await reader.close();
  }
}

/** Reads on through the files of a blob. The next one is opened while one is read: there may be one for each few megabytes. */
class Reader {
  #file: { index: number; handle: FileHandle } | undefined;
  /** The one after it. */
  #next: Promise<FileHandle> | undefined;
  #at: number;
  readonly #last: number;

  constructor(
    readonly files: BlobFiles,
    start: number,
    end: number,
  ) {
    this.#at = start;
    this.#last = Math.floor(end / files.fileBytes);
  }

  /** @returns how many bytes it has put into the buffer: at least one */
  async fill(buffer: Uint8Array, most: number): Promise<number> {
    const { paths, fileBytes } = this.files;
    const index = Math.floor(this.#at / fileBytes);
    const handle = this.#file?.index === index ? this.#file.handle : await this.#open(index);
    const within = this.#at - index * fileBytes;
    const length = Math.min(buffer.length, most, fileBytes - within);
    const { bytesRead } = await handle.read(buffer, 0, length, within);
    if (bytesRead === 0) throw new Error(`${paths[index]} is shorter than it was`);
    this.#at += bytesRead;
    return bytesRead;
  }

  async #open(index: number): Promise<FileHandle> {
    const { paths } = this.files;
    const before = this.#file?.handle;
    this.#file = undefined;
    const [handle] = await Promise.all([this.#next ?? open(paths[index]!), before?.close()]);
    this.#file = { index, handle };
    this.#next = index < this.#last ? open(paths[index + 1]!) : undefined;
    this.#next?.catch(() => undefined); // told where it is awaited
    return handle;
  }

  async close(): Promise<void> {
    const next = await this.#next?.catch(() => undefined);
    await Promise.all([this.#file?.handle.close(), next?.close()]);
    this.#file = undefined;
    this.#next = undefined;
  }
}
