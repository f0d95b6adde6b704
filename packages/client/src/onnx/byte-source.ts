import type { FileHandle } from "node:fs/promises";

/** Bytes that are read where they are needed: of a file, of a blob, of memory. */
export interface ByteSource {
  size: number;
  /** Exactly the bytes from `at` on; only asked for within `size`. What it gives may be used until the next call. */
  read(at: number, length: number): Promise<Uint8Array>;
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

/** A file that was chosen in a page. */
export function blobSource(blob: Blob): ByteSource {
  const read = async (at: number, length: number) => new Uint8Array(await blob.slice(at, at + length).arrayBuffer());
  return { size: blob.size, read };
}

/** An open file, which stays the caller's. */
export async function fileSource(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(at, length) {
      const bytes = new Uint8Array(length);
      for (let filled = 0; filled < length; ) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, at + filled);
        if (bytesRead === 0) throw new Error("The file became shorter while it was read.");
        filled += bytesRead;
      }
      return bytes;
    },
  };
}
