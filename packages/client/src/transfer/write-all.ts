import type { FileHandle } from "node:fs/promises";

/** Writes all pieces one after the other from `position` on: the system may take less than it is given. */
export async function writeAll(file: FileHandle, pieces: Uint8Array[], position: number): Promise<void> {
  let left = pieces;
  for (let at = position; left.length > 0; ) {
    const { bytesWritten } = await file.writev(left, at);
    at += bytesWritten;
    left = without(left, bytesWritten);
  }
}

function without(pieces: Uint8Array[], written: number): Uint8Array[] {
  let index = 0;
  for (; index < pieces.length && pieces[index]!.length <= written; index++) written -= pieces[index]!.length;
  const [first, ...rest] = pieces.slice(index);
  return first === undefined ? [] : [first.subarray(written), ...rest];
}
