import type { ReadPart } from "./check-content.ts";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end's record with the longest comment there can be. */
const TAIL_BYTES = 22 + 0xffff;
/** Of the list of names: archives of models have few. */
const MAX_LIST_BYTES = 16 * 1024 * 1024;

/** Names of the entries of a zip archive, from its central directory; none where there is no end of an archive. */
export async function zipNames(size: number, read: ReadPart): Promise<string[]> {
  const from = Math.max(0, size - TAIL_BYTES);
  const tail = Buffer.from(await read(from, size - 1));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) return [];
  const listSize = tail.readUInt32LE(end + 12);
  // By its length from the end: offsets are those of the archive, which may lie behind something else, or be too large for 32 bits.
  const listEnd = from + end;
  const length = Math.min(listSize === 0xffffffff ? MAX_LIST_BYTES : listSize, MAX_LIST_BYTES, listEnd);
  if (length === 0) return [];
  return namesIn(Buffer.from(await read(listEnd - length, listEnd - 1)));
}

/** From each signature on: what else lies there (records of zip64) is skipped. */
function namesIn(list: Buffer): string[] {
  const names: string[] = [];
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(ENTRY);
  for (let at = list.indexOf(signature); at !== -1 && at + 46 <= list.length; at = list.indexOf(signature, at + 4)) {
    const length = list.readUInt16LE(at + 28);
    names.push(list.toString("utf8", at + 46, at + 46 + length));
  }
  return names;
}
