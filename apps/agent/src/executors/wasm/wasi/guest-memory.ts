import { ERRNO, fail } from "./errno.ts";

/** The program's memory as WASI functions see it: every access is checked and fails with `fault`, never in the host. */
export class GuestMemory {
  readonly #memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** Bytes at a pointer; a view that is valid until the program runs again. */
  bytes(pointer: number, length: number): Uint8Array {
    const at = pointer >>> 0;
    const size = length >>> 0;
    if (at + size > this.#memory.buffer.byteLength) fail(ERRNO.fault);
    return new Uint8Array(this.#memory.buffer, at, size);
  }

  write(pointer: number, bytes: Uint8Array): void {
    this.bytes(pointer, bytes.length).set(bytes);
  }

  u32(pointer: number): number {
    return this.#view(pointer, 4).getUint32(0, true);
  }

  u64(pointer: number): bigint {
    return this.#view(pointer, 8).getBigUint64(0, true);
  }

  setU8(pointer: number, value: number): void {
    this.#view(pointer, 1).setUint8(0, value);
  }

  setU16(pointer: number, value: number): void {
    this.#view(pointer, 2).setUint16(0, value, true);
  }

  setU32(pointer: number, value: number): void {
    this.#view(pointer, 4).setUint32(0, value, true);
  }

  setU64(pointer: number, value: bigint): void {
    this.#view(pointer, 8).setBigUint64(0, value, true);
  }

  /** Text in strict UTF-8. */
  text(pointer: number, length: number): string {
    const bytes = this.bytes(pointer, length);
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return fail(ERRNO.ilseq);
    }
  }

  /** The buffers of a scatter or gather list. */
  buffers(pointer: number, count: number): Uint8Array[] {
    if (count >>> 0 > 1024) fail(ERRNO.inval);
    return Array.from({ length: count }, (_, i) =>
      this.bytes(this.u32(pointer + 8 * i), this.u32(pointer + 8 * i + 4)),
    );
  }

  #view(pointer: number, length: number): DataView {
    const { buffer, byteOffset } = this.bytes(pointer, length);
    return new DataView(buffer, byteOffset, length);
  }
}
