import { ERRNO, fail } from "./errno.ts";
import type { DirectoryNode, FileNode } from "./nodes.ts";

const MAXIMUM_OPEN = 1024;

/** An open descriptor. */
export type OpenFile =
  | { kind: "file"; node: FileNode; position: number; append: boolean; writable: boolean; readable: boolean }
  | { kind: "directory"; node: DirectoryNode; preopen?: string }
  | { kind: "output"; stream: "stdout" | "stderr" };

/** The table of descriptors: 0 input, 1 and 2 output, 3 the root, others the lowest that is free. */
export class OpenFiles {
  readonly #table: (OpenFile | undefined)[];

  constructor(stdin: FileNode, root: DirectoryNode) {
    this.#table = [
      { kind: "file", node: stdin, position: 0, append: false, writable: false, readable: true },
      { kind: "output", stream: "stdout" },
      { kind: "output", stream: "stderr" },
      { kind: "directory", node: root, preopen: "/" },
    ];
    stdin.opens += 1;
  }

  get(fd: number): OpenFile {
    return this.#table[fd >>> 0] ?? fail(ERRNO.badf);
  }

  file(fd: number): Extract<OpenFile, { kind: "file" }> {
    const open = this.get(fd);
    if (open.kind === "file") return open;
    return fail(open.kind === "directory" ? ERRNO.isdir : ERRNO.spipe);
  }

  directory(fd: number): Extract<OpenFile, { kind: "directory" }> {
    const open = this.get(fd);
    return open.kind === "directory" ? open : fail(ERRNO.notdir);
  }

  add(open: OpenFile): number {
    let fd = this.#table.indexOf(undefined);
    if (fd < 0) fd = this.#table.length;
    if (fd >= MAXIMUM_OPEN) fail(ERRNO.mfile);
    this.#table[fd] = open;
    if (open.kind === "file") open.node.opens += 1;
    return fd;
  }

  close(fd: number): void {
    const open = this.get(fd);
    this.#table[fd >>> 0] = undefined;
    if (open.kind !== "file") return;
    open.node.opens -= 1;
    open.node.release();
  }

  renumber(from: number, to: number): void {
    const open = this.get(from);
    this.get(to);
    if (from === to) return;
    this.close(to);
    this.#table[to >>> 0] = open;
    this.#table[from >>> 0] = undefined;
  }
}
