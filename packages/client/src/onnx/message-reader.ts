import type { ByteSource } from "./byte-source.ts";

/** What is held in memory, whatever the file's size. */
const WINDOW_BYTES = 64 * 1024;
/** The longest number, and the longest text that is read. */
const NUMBER_BYTES = 10;
export const TEXT_BYTES = 512;
/** Far more than models of a hundred thousand nodes have: whoever sends more wants to keep the reader busy. */
const MAXIMUM_FIELDS = 4_000_000;

/** Bytes of the source, the end excluded. */
export interface Extent {
  from: number;
  to: number;
}

/**
 * One field of a protocol buffer message: a number, or where its bytes are. Fixed sizes are passed over with their extent.
 * A number beyond 2^53 is not exact, a negative one comes as about 1.8e19: both are more than anything may have here.
 */
export interface Field extends Extent {
  number: number;
  value: number | undefined;
}

/**
 * Walks the fields of nested messages, from the begin of a source to its end and never back. Contents that nobody asks for
 * are passed over unread. All steps are counted: the work is bounded, whatever the bytes.
 * @throws RangeError where they are no protocol buffer
 */
export class MessageReader {
  #window: Uint8Array = new Uint8Array();
  #start = 0;
  #fields = 0;

  constructor(readonly source: ByteSource) {}

  async *fields({ from, to }: Extent): AsyncGenerator<Field> {
    for (let at = from; at < to; ) {
      if (++this.#fields > MAXIMUM_FIELDS) throw new RangeError("it has too many fields");
      if (!this.#has(at, NUMBER_BYTES)) await this.#load(at);
      const key = this.#number(at, to);
      const number = Math.floor(key.value / 8);
      if (number < 1 || number > 2 ** 29) throw new RangeError(`field ${number} at byte ${at}`);
      if (!this.#has(key.end, NUMBER_BYTES)) await this.#load(key.end);
      const field = this.#field(number, key.value % 8, key.end, to);
      at = field.to;
      yield field;
    }
  }

  /** The field's text, its first bytes where it is longer. */
  async text({ from, to }: Extent): Promise<string> {
    const length = Math.min(to - from, TEXT_BYTES);
    if (!this.#has(from, length)) await this.#load(from);
    return new TextDecoder().decode(this.#window.subarray(from - this.#start, from - this.#start + length));
  }

  /** Numbers of a repeated field: one, or many packed into bytes. At most `limit`. */
  async numbers(field: Field, limit: number): Promise<number[]> {
    if (field.value !== undefined) return [field.value];
    const numbers: number[] = [];
    for (let at = field.from; at < field.to; ) {
      if (numbers.length >= limit) throw new RangeError(`more than ${limit} numbers`);
      if (!this.#has(at, NUMBER_BYTES)) await this.#load(at);
      const { value, end } = this.#number(at, field.to);
      numbers.push(value);
      at = end;
    }
    return numbers;
  }

  #field(number: number, wireType: number, at: number, to: number): Field {
    if (wireType === 0) {
      const { value, end } = this.#number(at, to);
      return { number, value, from: at, to: end };
    }
    const { value: length, end: from } = wireType === 2 ? this.#number(at, to) : { value: fixed(wireType), end: at };
    if (length > to - from) throw new RangeError(`the field at byte ${at} is cut off`);
    return { number, value: undefined, from, to: from + length };
  }

  /** A variable-length number within the window. */
  #number(at: number, to: number): { value: number; end: number } {
    let value = 0;
    for (let i = 0; i < NUMBER_BYTES && at + i < to; i++) {
      const byte = this.#window[at + i - this.#start];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return { value, end: at + i + 1 };
    }
    throw new RangeError(`the number at byte ${at} is cut off`);
  }

  #has(at: number, length: number): boolean {
    const wanted = Math.min(at + length, this.source.size);
    return at >= this.#start && wanted <= this.#start + this.#window.length;
  }

  async #load(at: number): Promise<void> {
    const length = Math.min(WINDOW_BYTES, this.source.size - at);
    this.#window = length > 0 ? await this.source.read(at, length) : new Uint8Array();
    this.#start = at;
  }
}

function fixed(wireType: number): number {
  if (wireType === 1) return 8;
  if (wireType === 5) return 4;
  throw new RangeError(`wire type ${wireType}`);
}
