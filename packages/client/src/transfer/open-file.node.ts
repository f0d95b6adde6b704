import { type FileHandle, open } from "node:fs/promises";
import { digestOfSpan } from "./digest-of-span.ts";
import type { Content } from "./upload-content.ts";

/** A file's content. Reads all of it once, for its digest. */
export async function openFile(path: string, signal?: AbortSignal): Promise<Content> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const sha256 = await digestOfSpan(file, { from: 0, to: size });
    signal?.throwIfAborted();
    return { sha256, size, read: (from, length) => readWhole(file, from, length), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readWhole(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled);
    if (bytesRead === 0) throw new Error("The file became shorter while it was uploaded.");
    filled += bytesRead;
  }
  return bytes;
}
