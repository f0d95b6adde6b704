import { FUEL_SCHEDULE } from "@qubix/client/wasm";
import { ERRNO, fail } from "./errno.ts";
import type { Node } from "./nodes.ts";
import type { WasiContext } from "./wasi-context.ts";

const { host } = FUEL_SCHEDULE;
export const FILE_TYPE = { characterDevice: 2, directory: 3, file: 4 } as const;
export const RIGHT = { read: 1n << 1n, write: 1n << 6n } as const;
const ALL_RIGHTS = (1n << 30n) - 1n;
const APPEND = 1;
/** Offsets above this can't be exact in JavaScript, and no quota reaches them. */
const MAXIMUM_OFFSET = BigInt(Number.MAX_SAFE_INTEGER);

/** Functions on open descriptors, but for reading directories. */
export const descriptorFunctions = {
  fd_advise: ({ files }: WasiContext, fd: number) => void files.file(fd),
  fd_allocate({ files, charge }: WasiContext, fd: number, offset: bigint, length: bigint) {
    const open = files.file(fd);
    if (!open.writable) fail(ERRNO.badf);
    const end = checkOffset(offset + length);
    if (end > open.node.size) resize(charge, open.node, end);
  },
  fd_close: ({ files }: WasiContext, fd: number) => files.close(fd),
  fd_datasync: ({ files }: WasiContext, fd: number) => void files.get(fd),
  fd_sync: ({ files }: WasiContext, fd: number) => void files.get(fd),

  fd_fdstat_get({ files, memory }: WasiContext, fd: number, pointer: number) {
    const open = files.get(fd);
    memory.bytes(pointer, 24).fill(0);
    const type =
      open.kind === "file"
        ? FILE_TYPE.file
        : open.kind === "directory"
          ? FILE_TYPE.directory
          : FILE_TYPE.characterDevice;
    memory.setU8(pointer, type);
    if (open.kind === "file" && open.append) memory.setU16(pointer + 2, APPEND);
    memory.setU64(pointer + 8, open.kind === "output" ? RIGHT.write : ALL_RIGHTS);
    memory.setU64(pointer + 16, open.kind === "directory" ? ALL_RIGHTS : 0n);
  },
  fd_fdstat_set_flags({ files }: WasiContext, fd: number, flags: number) {
    const open = files.get(fd);
    if (open.kind === "file") open.append = (flags & APPEND) !== 0;
  },
  fd_fdstat_set_rights: ({ files }: WasiContext, fd: number) => void files.get(fd),

  fd_filestat_get({ files, memory }: WasiContext, fd: number, pointer: number) {
    const open = files.get(fd);
    writeFileStat(memory, pointer, open.kind === "output" ? undefined : open.node);
  },
  fd_filestat_set_size({ files, charge }: WasiContext, fd: number, size: bigint) {
    const open = files.file(fd);
    if (!open.writable) fail(ERRNO.badf);
    resize(charge, open.node, checkOffset(size));
  },
  fd_filestat_set_times: ({ files }: WasiContext, fd: number) => void files.get(fd),

  fd_prestat_get({ files, memory }: WasiContext, fd: number, pointer: number) {
    const open = files.get(fd);
    if (open.kind !== "directory" || open.preopen === undefined) return fail(ERRNO.badf);
    memory.setU32(pointer, 0);
    memory.setU32(pointer + 4, Buffer.byteLength(open.preopen));
  },
  fd_prestat_dir_name({ files, memory }: WasiContext, fd: number, pointer: number, length: number) {
    const open = files.get(fd);
    if (open.kind !== "directory" || open.preopen === undefined) return fail(ERRNO.badf);
    const name = new TextEncoder().encode(open.preopen);
    if (name.length > length >>> 0) fail(ERRNO.nametoolong);
    memory.write(pointer, name);
  },

  fd_read(context: WasiContext, fd: number, list: number, count: number, written: number) {
    const open = context.files.file(fd);
    const read = readInto(context, fd, open.position, list, count);
    open.position += read;
    context.memory.setU32(written, read);
  },
  fd_pread(context: WasiContext, fd: number, list: number, count: number, offset: bigint, written: number) {
    context.memory.setU32(written, readInto(context, fd, checkOffset(offset), list, count));
  },
  fd_write(context: WasiContext, fd: number, list: number, count: number, written: number) {
    const open = context.files.get(fd);
    if (open.kind === "output") return writeLog(context, open.stream, list, count, written);
    const file = context.files.file(fd);
    const at = file.append ? file.node.size : file.position;
    const length = writeFrom(context, fd, at, list, count);
    file.position = at + length;
    context.memory.setU32(written, length);
  },
  fd_pwrite(context: WasiContext, fd: number, list: number, count: number, offset: bigint, written: number) {
    context.memory.setU32(written, writeFrom(context, fd, checkOffset(offset), list, count));
  },

  fd_renumber: ({ files }: WasiContext, from: number, to: number) => files.renumber(from, to),
  fd_seek({ files, memory }: WasiContext, fd: number, offset: bigint, whence: number, result: number) {
    const open = files.file(fd);
    const base = [0, open.position, open.node.size][whence] ?? fail(ERRNO.inval);
    open.position = checkOffset(BigInt(base) + BigInt.asIntN(64, offset));
    memory.setU64(result, BigInt(open.position));
  },
  fd_tell: ({ files, memory }: WasiContext, fd: number, result: number) =>
    memory.setU64(result, BigInt(files.file(fd).position)),
};

/** The 64 bytes of a file's status. Times are zero: nothing outside the program ever touches its files. */
export function writeFileStat(memory: WasiContext["memory"], pointer: number, node: Node | undefined): void {
  memory.bytes(pointer, 64).fill(0);
  memory.setU64(pointer + 8, node?.inode ?? 0n);
  memory.setU8(pointer + 16, node ? FILE_TYPE[node.kind] : FILE_TYPE.characterDevice);
  memory.setU64(pointer + 24, 1n);
  if (node?.kind === "file") memory.setU64(pointer + 32, BigInt(node.size));
}

function checkOffset(offset: bigint): number {
  const unsigned = BigInt.asIntN(64, offset);
  if (unsigned < 0n || unsigned > MAXIMUM_OFFSET) fail(ERRNO.inval);
  return Number(unsigned);
}

function resize(charge: WasiContext["charge"], node: { size: number; resize(size: number): void }, size: number): void {
  const change = Math.abs(size - node.size);
  node.resize(size);
  charge(Math.ceil(change / 8) * host.per8Bytes);
}

function readInto(
  { memory, files, charge }: WasiContext,
  fd: number,
  offset: number,
  list: number,
  count: number,
): number {
  const open = files.file(fd);
  if (!open.readable) fail(ERRNO.badf);
  let read = 0;
  for (const buffer of memory.buffers(list, count)) {
    const part = open.node.read(offset + read, buffer);
    read += part;
    if (part < buffer.length) break;
  }
  charge(Math.ceil(read / 8) * host.per8Bytes);
  return read;
}

function writeFrom(
  { memory, files, charge }: WasiContext,
  fd: number,
  offset: number,
  list: number,
  count: number,
): number {
  const open = files.file(fd);
  if (!open.writable) fail(ERRNO.badf);
  const buffers = memory.buffers(list, count);
  const length = buffers.reduce((sum, { length }) => sum + length, 0);
  // A write far beyond the end fills the gap with zeros: pay for that too.
  charge(Math.ceil((length + Math.max(0, Math.min(offset, MAXIMUM_GAP) - open.node.size)) / 8) * host.per8Bytes);
  if (length > 0 && offset + length > open.node.size) open.node.resize(offset + length);
  let at = offset;
  for (const buffer of buffers) {
    open.node.write(at, buffer);
    at += buffer.length;
  }
  return length;
}

/** Gaps above this fail for want of quota anyway. */
const MAXIMUM_GAP = 2 ** 32;

function writeLog(
  { memory, charge, log }: WasiContext,
  stream: "stdout" | "stderr",
  list: number,
  count: number,
  written: number,
): void {
  let length = 0;
  for (const buffer of memory.buffers(list, count)) {
    charge(buffer.length * host.logByte);
    log(stream, buffer);
    length += buffer.length;
  }
  memory.setU32(written, length);
}
