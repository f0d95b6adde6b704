import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Span } from "./partial-file.ts";

const READ_BYTES = 1024 * 1024;

/** SHA-256 of a part of a file, hex; of what there is, where the file is shorter. Memory use is one buffer. */
export async function digestOfSpan(file: FileHandle, { from, to }: Span): Promise<string> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, to - from));
  for (let at = from; at < to; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, to - at), at);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest("hex");
}
