import { QubicError } from "../errors.ts";

/**
 * Reads little-endian fields one after the other. Every read is bounds-checked and every byte array is a copy, so a
 * decoded value never keeps a network buffer alive. Throws QubicError MALFORMED.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #what: string;
  #offset = 0;

  /** `what` names the structure in error messages. */
  constructor(bytes: Uint8Array, what: string) {
    // Not the argument itself: where it is a Buffer, `slice` wouldn't copy.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#what = what;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#take(8), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  bytes(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.slice(at, at + length);
  }

  /** Throws unless everything was read. */
  end(): void {
    if (this.remaining !== 0) throw new QubicError("MALFORMED", `${this.#what}: ${this.remaining} bytes too many.`);
  }

  #take(length: number): number {
    if (this.remaining < length) {
      throw new QubicError("MALFORMED", `${this.#what}: cut off at byte ${this.#bytes.length}.`);
    }
    const at = this.#offset;
    this.#offset += length;
    return at;
  }
}
