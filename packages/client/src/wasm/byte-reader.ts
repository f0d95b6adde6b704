import { invalid } from "./module-error.ts";

/** Reads a WebAssembly binary; throws ModuleError("invalid") at a premature end or an over-long number. */
export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    if (this.at >= this.end) throw invalid("the module ends in the middle of an item");
    return this.bytes[this.at++]!;
  }

  /** Unsigned LEB128, at most 32 bits. */
  u32(): number {
    let result = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (result > 0xffffffff) break;
        return result;
      }
    }
    throw invalid("a number is longer than 32 bits");
  }

  /** Skips a LEB128 number of at most `maximumBytes` bytes. */
  skipLeb(maximumBytes: number): void {
    for (let i = 0; i < maximumBytes; i++) if (this.byte() < 0x80) return;
    throw invalid("a number is too long");
  }

  /** Signed LEB128 of 33 bits, as block types use it. */
  s33(): number {
    let result = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return byte & 0x40 ? result - 2 ** (shift + 7) : result;
    }
    throw invalid("a number is longer than 33 bits");
  }

  take(count: number): Uint8Array {
    if (count > this.end - this.at) throw invalid("the module ends in the middle of an item");
    const part = this.bytes.subarray(this.at, this.at + count);
    this.at += count;
    return part;
  }

  /** A vector's length, checked against what the remaining bytes can hold. */
  count(): number {
    const count = this.u32();
    if (count > this.end - this.at) throw invalid("a list is longer than the module");
    return count;
  }

  name(): string {
    return decoder.decode(this.take(this.count()));
  }
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
