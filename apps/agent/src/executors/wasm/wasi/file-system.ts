import { ERRNO, fail } from "./errno.ts";
import { DirectoryNode, FileNode, type Node, Quota } from "./nodes.ts";

const MAXIMUM_NAME_BYTES = 255;
const MAXIMUM_PATH_BYTES = 1024;
const MAXIMUM_DEPTH = 32;

/** Where a path leads: its directory, last name, and what is there. `node` without `name` is the directory itself. */
export type Place = { parent: DirectoryNode; name: string; node: Node | undefined };

/** A run's whole file system: `/in` with the inputs (read-only), `/out`, `/tmp`. */
export class FileSystem {
  readonly quota: Quota;
  readonly root: DirectoryNode;

  /** @param inputs bytes by path below /in @param bytes what may be written in all */
  constructor(inputs: ReadonlyMap<string, Uint8Array>, bytes: number) {
    this.quota = new Quota(bytes);
    this.root = new DirectoryNode(this.quota, true);
    const input = this.#add(this.root, "in", true);
    this.#add(this.root, "out", false);
    this.#add(this.root, "tmp", false);
    for (const [path, content] of inputs) {
      const parts = path.split("/");
      const name = parts.pop()!;
      let directory = input;
      for (const part of parts) {
        const next = directory.entries.get(part) ?? this.#add(directory, part, true);
        directory = next.kind === "directory" ? next : fail(ERRNO.notdir);
      }
      const file = new FileNode(this.quota, content);
      file.links = 1;
      directory.entries.set(name, file);
    }
  }

  #add(parent: DirectoryNode, name: string, readonly: boolean): DirectoryNode {
    const directory = new DirectoryNode(this.quota, readonly);
    parent.entries.set(name, directory);
    return directory;
  }

  /** Follows a path from a directory. `..` stays inside that directory; there are no links to follow. */
  find(from: DirectoryNode, path: string): Place {
    if (Buffer.byteLength(path) > MAXIMUM_PATH_BYTES) fail(ERRNO.nametoolong);
    if (path.startsWith("/")) fail(ERRNO.notcapable);
    const trail = [from];
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    let place: Place = { parent: from, name: "", node: from };
    for (const part of parts) {
      if (place.node?.kind !== "directory") fail(place.node ? ERRNO.notdir : ERRNO.noent);
      const here = trail.at(-1)!;
      if (part === "..") {
        trail.pop();
        const above = trail.at(-1) ?? fail(ERRNO.notcapable);
        place = { parent: above, name: "", node: above };
        continue;
      }
      const node = here.entries.get(part);
      place = { parent: here, name: part, node };
      if (node?.kind === "directory") trail.push(node);
      if (trail.length > MAXIMUM_DEPTH) fail(ERRNO.nametoolong);
    }
    if (path.endsWith("/") && place.node?.kind === "file") fail(ERRNO.notdir);
    return place;
  }

  /** Puts a new name into a directory. */
  link({ parent, name }: Place, node: Node): void {
    if (parent.readonly) fail(ERRNO.rofs);
    checkName(name);
    parent.entries.set(name, node);
    if (node.kind === "file") node.links += 1;
  }

  /** Gives a node another name; what was at the target goes. The caller has checked that both can be. */
  move(source: Place, target: Place): void {
    const node = source.node ?? fail(ERRNO.noent);
    checkName(target.name);
    if (target.node) this.unlink(target);
    source.parent.entries.delete(source.name);
    target.parent.entries.set(target.name, node);
  }

  unlink({ parent, name, node }: Place): void {
    if (parent.readonly) fail(ERRNO.rofs);
    if (name === "") fail(ERRNO.inval);
    parent.entries.delete(name);
    if (node?.kind !== "file") return;
    node.links -= 1;
    node.release();
  }
}

/** Names that every system can store, in one spelling: NFC, no control characters, no backslash. */
function checkName(name: string): void {
  if (name === "") fail(ERRNO.inval);
  if (Buffer.byteLength(name) > MAXIMUM_NAME_BYTES) fail(ERRNO.nametoolong);
  if (name.normalize("NFC") !== name || name.includes("\\") || [...name].some((c) => c < " " || c === "\x7f"))
    fail(ERRNO.ilseq);
}
