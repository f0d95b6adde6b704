import { QubicError } from "../errors.ts";

/** Writes little-endian fields into a structure of a size known in advance; refuses values that don't fit their field. */
export class ByteWriter {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
  }

  u8(value: number): this {
    this.#view.setUint8(this.#take(1), checked(value, 0, 0xff));
    return this;
  }

  u16(value: number): this {
    this.#view.setUint16(this.#take(2), checked(value, 0, 0xffff), true);
    return this;
  }

  u32(value: number): this {
    this.#view.setUint32(this.#take(4), checked(value, 0, 0xffffffff), true);
    return this;
  }

  i32(value: number): this {
    this.#view.setInt32(this.#take(4), checked(value, -0x80000000, 0x7fffffff), true);
    return this;
  }

  i64(value: bigint): this {
    if (BigInt.asIntN(64, value) !== value) throw outOfRange(value);
    this.#view.setBigInt64(this.#take(8), value, true);
    return this;
  }

  u64(value: bigint): this {
    if (BigInt.asUintN(64, value) !== value) throw outOfRange(value);
    this.#view.setBigUint64(this.#take(8), value, true);
    return this;
  }

  /** Copies bytes; with `length`, they must be exactly that many. */
  put(bytes: Uint8Array, length = bytes.length): this {
    if (bytes.length !== length) {
      throw new QubicError("OUT_OF_RANGE", `Expected ${length} bytes, got ${bytes.length}.`);
    }
    this.bytes.set(bytes, this.#take(length));
    return this;
  }

  /** Leaves zeros. */
  skip(length: number): this {
    this.#take(length);
    return this;
  }

  #take(length: number): number {
    const at = this.#offset;
    if (at + length > this.bytes.length) {
      throw new QubicError("OUT_OF_RANGE", `The structure has only ${this.bytes.length} bytes.`);
    }
    this.#offset += length;
    return at;
  }
}

function checked(value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) throw outOfRange(value);
  return value;
}

function outOfRange(value: number | bigint): QubicError {
  return new QubicError("OUT_OF_RANGE", `${value} does not fit its field.`);
}
