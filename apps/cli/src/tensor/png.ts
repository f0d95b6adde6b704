import { inflateSync } from "node:zlib";
import { CliError } from "../output/cli-error.ts";
import type { Picture } from "./picture.ts";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** Samples of a pixel by colour type. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const MOST_PIXELS = 64_000_000;

interface Header {
  width: number;
  height: number;
  depth: number;
  color: number;
}

/** Whether a file says that it is a PNG. */
export function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).equals(SIGNATURE);
}

/** Reads a PNG (ISO/IEC 15948) that isn't interlaced, of any colour type. Checksums are not looked at. @throws CliError BAD_IMAGE */
export function decodePng(bytes: Uint8Array): Picture {
  const { header, palette, alpha, data } = readChunks(bytes);
  const { width, height, depth, color } = header;
  const samples = SAMPLES[color]!;
  const rowBytes = Math.ceil((width * samples * depth) / 8);
  const rows = unfilter(inflate(data, (rowBytes + 1) * height), rowBytes, height, Math.max(1, (samples * depth) >> 3));
  const rgb = new Uint8Array(width * height * 3);
  const sample = (row: number, index: number) => {
    if (depth === 8) return rows[row * rowBytes + index]!;
    if (depth === 16) return rows[row * rowBytes + index * 2]!;
    const perByte = 8 / depth;
    const byte = rows[row * rowBytes + Math.floor(index / perByte)]!;
    const value = (byte >> (8 - depth * ((index % perByte) + 1))) & ((1 << depth) - 1);
    return color === 3 ? value : Math.round((value * 255) / ((1 << depth) - 1));
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = x * samples;
      const first = sample(y, at);
      const gray = color === 0 || color === 4;
      const [r, g, b] =
        color === 3
          ? [palette[first * 3], palette[first * 3 + 1], palette[first * 3 + 2]]
          : gray
            ? [first, first, first]
            : [first, sample(y, at + 1), sample(y, at + 2)];
      const opacity =
        color === 3 ? (alpha[first] ?? 255) : color === 4 ? sample(y, at + 1) : color === 6 ? sample(y, at + 3) : 255;
      // What can be seen through stands on white.
      const onWhite = (value: number | undefined) => Math.round(((value ?? 0) * opacity + 255 * (255 - opacity)) / 255);
      rgb.set([onWhite(r), onWhite(g), onWhite(b)], (y * width + x) * 3);
    }
  }
  return { width, height, rgb };
}

function readChunks(bytes: Uint8Array) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: Header | undefined;
  let palette: Buffer = Buffer.alloc(0);
  let alpha: Buffer = Buffer.alloc(0);
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const size = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    const content = file.subarray(at + 8, at + 8 + size);
    if (content.length !== size) throw bad("it is cut off");
    if (type === "IHDR") header = readHeader(content);
    if (type === "PLTE") palette = content;
    if (type === "tRNS") alpha = content;
    if (type === "IDAT") data.push(content);
    if (type === "IEND") break;
    at += 12 + size;
  }
  if (!header || data.length === 0) throw bad("it has no picture in it");
  return { header, palette, alpha: header.color === 3 ? alpha : Buffer.alloc(0), data: Buffer.concat(data) };
}

function readHeader(content: Buffer): Header {
  if (content.length < 13) throw bad("its header is cut off");
  const [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
  const [depth, color, interlaced] = [content[8]!, content[9]!, content[12]!];
  if (SAMPLES[color] === undefined || ![1, 2, 4, 8, 16].includes(depth))
    throw bad("its colours are of an unknown kind");
  if (interlaced) throw bad("it is interlaced");
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) throw bad("it is empty or too large");
  return { width, height, depth, color };
}

function inflate(data: Buffer, size: number): Buffer {
  let rows: Buffer;
  try {
    rows = inflateSync(data, { maxOutputLength: size + 1 });
  } catch (error) {
    throw bad((error as Error).message);
  }
  if (rows.length < size) throw bad("its rows are cut off");
  return rows;
}

/** Takes back what each row's filter did. @param step bytes between a sample and the one to its left */
function unfilter(filtered: Buffer, rowBytes: number, height: number, step: number): Uint8Array {
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (rowBytes + 1)]!;
    if (filter > 4) throw bad("a row has an unknown filter");
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x;
      const left = x >= step ? rows[at - step]! : 0;
      const up = y > 0 ? rows[at - rowBytes]! : 0;
      const upLeft = x >= step && y > 0 ? rows[at - rowBytes - step]! : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter]!;
      rows[at] = filtered[y * (rowBytes + 1) + 1 + x]! + guess;
    }
  }
  return rows;
}

function paeth(left: number, up: number, upLeft: number): number {
  const base = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [Math.abs(base - left), Math.abs(base - up), Math.abs(base - upLeft)];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function bad(what: string): CliError {
  return new CliError(
    "BAD_IMAGE",
    `The PNG can't be read: ${what}.`,
    "Save it again as a plain PNG with another program.",
  );
}
