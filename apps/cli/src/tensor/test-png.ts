import { deflateSync } from "node:zlib";

/** A PNG for tests: grey values of 8 bits, row by row. */
export function encodeGreyPng(width: number, height: number, grey: Uint8Array): Uint8Array {
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, y) => Buffer.from([0, ...grey.subarray(y * width, (y + 1) * width)])),
  );
  return encodePng({ width, height, depth: 8, color: 0 }, rows);
}

/** A PNG for tests, of rows that begin with their filter's number each. */
export function encodePng(
  { width, height, depth, color }: { width: number; height: number; depth: number; color: number },
  rows: Uint8Array,
  more: Record<string, Uint8Array> = {},
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, color], 8);
  const parts = { IHDR: header, ...more, IDAT: deflateSync(rows), IEND: Buffer.alloc(0) };
  const chunks = Object.entries(parts).map(([type, content]) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(content.length);
    return Buffer.concat([size, Buffer.from(type), content, Buffer.alloc(4)]);
  });
  return new Uint8Array(Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...chunks]));
}
