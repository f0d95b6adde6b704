import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { UPLOAD_PART_BYTES } from "@qubix/protocol";
import { claimPartial } from "./claim-partial.ts";
import { digestOfSpan } from "./digest-of-span.ts";
import { writeAll } from "./write-all.ts";

/** Bytes of the count that is kept for each piece. */
const COUNT_BYTES = 4;

/** A part of a file. */
export interface Span {
  from: number;
  /** Exclusive. */
  to: number;
}

/**
 * A file that is being downloaded, in pieces of 8 MiB that come in any order. Behind its bytes it keeps how many bytes each
 * piece has, so a process that takes the place of a killed one goes on from there. The counts are no proof (a power cut
 * may have lost bytes that they count): the digest of the whole is.
 */
export class PartialFile {
  private constructor(
    readonly path: string,
    readonly size: number,
    readonly file: FileHandle,
    /** Bytes of each piece that are here, from its begin. */
    readonly counts: Uint32Array,
  ) {}

  /** Goes on with what a process that has died left of the same download, or begins. */
  static async open(target: string, digest: string, size: number): Promise<PartialFile> {
    const path = await claimPartial(target, digest);
    const file = await open(path, "r+");
    const counts = new Uint32Array(Math.ceil(size / UPLOAD_PART_BYTES));
    const partial = new PartialFile(path, size, file, counts);
    const expected = size + counts.length * COUNT_BYTES;
    if ((await file.stat()).size === expected) await file.read(bytesOf(counts), 0, counts.byteLength, size);
    await file.truncate(expected);
    for (const [piece, count] of counts.entries())
      if (count > partial.span(piece).to - partial.span(piece).from) counts[piece] = 0;
    return partial;
  }

  /** Where a piece belongs. */
  span(piece: number): Span {
    const from = piece * UPLOAD_PART_BYTES;
    return { from, to: Math.min(from + UPLOAD_PART_BYTES, this.size) };
  }

  /** What of a piece is not here yet. */
  missing(piece: number): Span {
    const { from, to } = this.span(piece);
    return { from: from + this.counts[piece]!, to };
  }

  /** Bytes that are here. */
  get done(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** Adds to a piece. The bytes are in the file before they count. */
  async append(piece: number, bytes: Uint8Array[]): Promise<void> {
    const length = bytes.reduce((sum, one) => sum + one.length, 0);
    await writeAll(this.file, bytes, this.missing(piece).from);
    await this.#count(piece, this.counts[piece]! + length);
  }

  /** Its bytes are bad. */
  async forget(piece: number): Promise<void> {
    await this.#count(piece, 0);
  }

  /** SHA-256 of a span, hex. */
  async digest(span: Span = { from: 0, to: this.size }): Promise<string> {
    return digestOfSpan(this.file, span);
  }

  /** Makes it the file that was wanted, once its bytes are on the disk. */
  async finish(target: string): Promise<void> {
    await this.file.truncate(this.size);
    await this.file.sync();
    await this.file.close();
    await rename(this.path, target);
  }

  /** Leaves it for the next try. */
  async close(): Promise<void> {
    await this.file.close();
  }

  async discard(): Promise<void> {
    await this.file.close();
    await rm(this.path, { force: true });
  }

  async #count(piece: number, count: number): Promise<void> {
    this.counts[piece] = count;
    const place = this.size + piece * COUNT_BYTES;
    await writeAll(this.file, [bytesOf(this.counts.subarray(piece, piece + 1))], place);
  }
}

function bytesOf(counts: Uint32Array): Uint8Array {
  return new Uint8Array(counts.buffer, counts.byteOffset, counts.byteLength);
}
