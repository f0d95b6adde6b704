import { createHash } from "node:crypto";
import type { ModelFile } from "@qubix/market";
import { isLarge, pointerTo } from "../models/git-oid.ts";

/** A file or folder of a version. */
export type TreeEntry = { type: "file" | "directory"; path: string; oid: string; size: number; lfs?: object };

/** Files and folders below `folder` (the root is empty), in order of their paths; all generations of them if `recursive`. */
export function treeOf(files: readonly ModelFile[], folder: string, recursive: boolean): TreeEntry[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const entries = new Map<string, TreeEntry>();
  for (const file of files) {
    if (!file.path.startsWith(prefix)) continue;
    const parts = file.path.slice(prefix.length).split("/");
    const depth = recursive ? parts.length - 1 : Math.min(1, parts.length - 1);
    for (let i = 1; i <= depth; i++) {
      const path = prefix + parts.slice(0, i).join("/");
      entries.set(path, { type: "directory", path, oid: folderOid(files, `${path}/`), size: 0 });
    }
    if (recursive || parts.length === 1) entries.set(file.path, fileEntry(file));
  }
  return [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function fileEntry({ path, digest, size, oid }: ModelFile): TreeEntry {
  const lfs = { oid: digest, size, pointerSize: pointerTo(digest, size).length };
  return { type: "file", path, oid, size, ...(isLarge(size) && { lfs }) };
}

/** Names a folder's content: the same for the same files. */
function folderOid(files: readonly ModelFile[], prefix: string): string {
  const hash = createHash("sha1");
  for (const { path, digest } of files) if (path.startsWith(prefix)) hash.update(`${path}\0${digest}\n`);
  return hash.digest("hex");
}
