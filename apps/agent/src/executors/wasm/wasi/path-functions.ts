import { FUEL_SCHEDULE } from "@qubix/client/wasm";
import { FILE_TYPE, RIGHT, writeFileStat } from "./descriptor-functions.ts";
import { ERRNO, fail } from "./errno.ts";
import type { Place } from "./file-system.ts";
import { DirectoryNode, FileNode } from "./nodes.ts";
import type { WasiContext } from "./wasi-context.ts";

const { host } = FUEL_SCHEDULE;
const OPEN = { create: 1, directory: 2, exclusive: 4, truncate: 8 } as const;
const APPEND = 1;
const DIRECTORY_ENTRY_BYTES = 24;

/** Functions on paths, and reading directories. There are no links, neither hard nor symbolic. */
export const pathFunctions = {
  path_open(
    context: WasiContext,
    fd: number,
    _lookup: number,
    path: number,
    length: number,
    flags: number,
    rights: bigint,
    _inheriting: bigint,
    fdFlags: number,
    opened: number,
  ) {
    const { fileSystem, files, memory } = context;
    const place = locate(context, fd, path, length);
    let node = place.node;
    if (node && flags & OPEN.create && flags & OPEN.exclusive) fail(ERRNO.exist);
    if (!node) {
      if (!(flags & OPEN.create)) fail(ERRNO.noent);
      if (flags & OPEN.directory) fail(ERRNO.inval);
      node = new FileNode(fileSystem.quota);
      fileSystem.link(place, node);
    }
    if (node.kind === "directory") {
      if (flags & OPEN.truncate || (rights & RIGHT.write && flags & OPEN.create)) fail(ERRNO.isdir);
      memory.setU32(opened, files.add({ kind: "directory", node }));
      return;
    }
    if (flags & OPEN.directory) fail(ERRNO.notdir);
    const writable = (rights & RIGHT.write) !== 0n;
    if (writable && node.readonly) fail(ERRNO.rofs);
    if (flags & OPEN.truncate) node.resize(0);
    const append = (fdFlags & APPEND) !== 0;
    memory.setU32(
      opened,
      files.add({ kind: "file", node, position: 0, append, writable, readable: (rights & RIGHT.read) !== 0n }),
    );
  },

  path_create_directory(context: WasiContext, fd: number, path: number, length: number) {
    const place = locate(context, fd, path, length);
    if (place.node) fail(ERRNO.exist);
    context.fileSystem.link(place, new DirectoryNode(context.fileSystem.quota));
  },
  path_filestat_get(context: WasiContext, fd: number, _flags: number, path: number, length: number, pointer: number) {
    writeFileStat(context.memory, pointer, locate(context, fd, path, length).node ?? fail(ERRNO.noent));
  },
  path_filestat_set_times(context: WasiContext, fd: number, _flags: number, path: number, length: number) {
    if (!locate(context, fd, path, length).node) fail(ERRNO.noent);
  },
  path_remove_directory(context: WasiContext, fd: number, path: number, length: number) {
    const place = locate(context, fd, path, length);
    if (place.node?.kind !== "directory") return fail(place.node ? ERRNO.notdir : ERRNO.noent);
    if (place.node.entries.size > 0) fail(ERRNO.notempty);
    context.fileSystem.unlink(place);
  },
  path_unlink_file(context: WasiContext, fd: number, path: number, length: number) {
    const place = locate(context, fd, path, length);
    if (place.node?.kind !== "file") return fail(place.node ? ERRNO.isdir : ERRNO.noent);
    context.fileSystem.unlink(place);
  },
  path_rename(
    context: WasiContext,
    fromFd: number,
    from: number,
    fromLength: number,
    toFd: number,
    to: number,
    toLength: number,
  ) {
    const source = locate(context, fromFd, from, fromLength);
    const target = locate(context, toFd, to, toLength);
    rename(context, source, target);
  },

  path_link: () => fail(ERRNO.notsup),
  path_symlink: () => fail(ERRNO.notsup),
  path_readlink: () => fail(ERRNO.inval),

  fd_readdir(
    { files, memory, charge }: WasiContext,
    fd: number,
    pointer: number,
    length: number,
    cookie: bigint,
    used: number,
  ) {
    const { node } = files.directory(fd);
    const target = memory.bytes(pointer, length);
    let at = 0;
    const names = [...node.entries.keys()];
    for (let i = Number(BigInt.asUintN(32, cookie)); i < names.length && at < target.length; i++) {
      charge(host.directoryEntry);
      const child = node.entries.get(names[i]!)!;
      const name = new TextEncoder().encode(names[i]!);
      const entry = new Uint8Array(DIRECTORY_ENTRY_BYTES + name.length);
      const view = new DataView(entry.buffer);
      view.setBigUint64(0, BigInt(i + 1), true);
      view.setBigUint64(8, child.inode, true);
      view.setUint32(16, name.length, true);
      view.setUint8(20, FILE_TYPE[child.kind]);
      entry.set(name, DIRECTORY_ENTRY_BYTES);
      const part = entry.subarray(0, target.length - at);
      target.set(part, at);
      at += part.length;
    }
    memory.setU32(used, at);
  },
};

function locate({ files, fileSystem, memory, charge }: WasiContext, fd: number, path: number, length: number): Place {
  if (length >>> 0 > 65536) fail(ERRNO.nametoolong);
  charge(Math.ceil((length >>> 0) / 8) * host.per8Bytes);
  return fileSystem.find(files.directory(fd).node, memory.text(path, length));
}

function rename({ fileSystem }: WasiContext, source: Place, target: Place): void {
  const node = source.node ?? fail(ERRNO.noent);
  if (source.name === "" || target.name === "") fail(ERRNO.inval);
  if (target.node === node) return;
  if (source.parent.readonly || target.parent.readonly) fail(ERRNO.rofs);
  if (node.kind === "directory" && contains(node, target.parent)) fail(ERRNO.inval);
  if (target.node) {
    if (target.node.kind === "directory" && node.kind === "file") fail(ERRNO.isdir);
    if (target.node.kind === "file" && node.kind === "directory") fail(ERRNO.notdir);
    if (target.node.kind === "directory" && target.node.entries.size > 0) fail(ERRNO.notempty);
  }
  fileSystem.move(source, target);
}

const contains = (directory: DirectoryNode, other: DirectoryNode): boolean =>
  directory === other ||
  [...directory.entries.values()].some((child) => child.kind === "directory" && contains(child, other));
