import { ERRNO, fail } from "./errno.ts";

/** Files and directories of one run may be so many. */
const MAXIMUM_NODES = 8192;

/** What a program may still write: bytes over all files, and files. Shared by the nodes of one run. */
export class Quota {
  #bytes: number;
  #nodes = MAXIMUM_NODES;
  #nextInode = 1n;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** Takes (or, negative, gives back) bytes; fails with `nospc`. */
  take(bytes: number): void {
    if (bytes > this.#bytes) fail(ERRNO.nospc);
    this.#bytes -= bytes;
  }

  inode(): bigint {
    if (this.#nodes === 0) fail(ERRNO.nospc);
    this.#nodes -= 1;
    return this.#nextInode++;
  }
}

/** A file in memory. Its buffer grows by doubling; `size` bytes of it count. */
export class FileNode {
  readonly kind = "file";
  readonly inode: bigint;
  readonly readonly: boolean;
  size: number;
  links = 0;
  opens = 0;
  #buffer: Uint8Array;
  readonly #quota: Quota;

  constructor(quota: Quota, content?: Uint8Array) {
    this.#quota = quota;
    this.inode = quota.inode();
    this.readonly = content !== undefined;
    this.#buffer = content ?? new Uint8Array(0);
    this.size = this.#buffer.length;
  }

  get content(): Uint8Array {
    return this.#buffer.subarray(0, this.size);
  }

  read(offset: number, target: Uint8Array): number {
    const part = this.#buffer.subarray(Math.min(offset, this.size), Math.min(offset + target.length, this.size));
    target.set(part);
    return part.length;
  }

  write(offset: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.resize(Math.max(this.size, offset + bytes.length));
    this.#buffer.set(bytes, offset);
  }

  resize(size: number): void {
    if (this.readonly) fail(ERRNO.rofs);
    if (size < this.size) this.#buffer.fill(0, size, this.size);
    this.#quota.take(size - this.size);
    if (size > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(size, 2 * this.#buffer.length));
      grown.set(this.content);
      this.#buffer = grown;
    }
    this.size = size;
  }

  /** Gives the bytes back once nothing names the file any more and nothing holds it open. */
  release(): void {
    if (this.readonly || this.links > 0 || this.opens > 0) return;
    this.#quota.take(-this.size);
    this.size = 0;
    this.#buffer = new Uint8Array(0);
  }
}

/** A directory in memory; entries keep their order of creation. */
export class DirectoryNode {
  readonly kind = "directory";
  readonly inode: bigint;
  readonly readonly: boolean;
  readonly entries = new Map<string, Node>();

  constructor(quota: Quota, readonly = false) {
    this.inode = quota.inode();
    this.readonly = readonly;
  }
}

export type Node = FileNode | DirectoryNode;
