import { QubicError } from "../errors.ts";
import { MAX_MESSAGE_SIZE, MESSAGE_HEADER_SIZE, type Message } from "./message.ts";

/**
 * Cuts a byte stream into messages, whatever way it arrives in pieces. After it threw, the stream has lost its frames
 * and the connection should be closed.
 */
export class FrameReader {
  readonly #maxMessageSize: number;
  /** An incomplete message; grows by doubling, so that a sender of single bytes costs no more than its bytes. */
  #held = new Uint8Array(0);
  #heldLength = 0;

  constructor({ maxMessageSize = MAX_MESSAGE_SIZE }: { maxMessageSize?: number } = {}) {
    this.#maxMessageSize = maxMessageSize;
  }

  /** Bytes held back for a message that isn't complete yet. */
  get pending(): number {
    return this.#heldLength;
  }

  /** Takes the next bytes and returns the messages that they complete. Throws QubicError MALFORMED_FRAME. */
  push(received: Uint8Array): Message[] {
    // Where the argument is a Buffer, its own `slice` wouldn't copy.
    const bytes = new Uint8Array(received.buffer, received.byteOffset, received.byteLength);
    if (this.#heldLength === 0) return this.#read(bytes);
    this.#hold(bytes);
    const all = this.#held.subarray(0, this.#heldLength);
    if (this.#sizeOf(all) > all.length) return [];
    this.#held = new Uint8Array(0);
    this.#heldLength = 0;
    return this.#read(all);
  }

  /** Reads all complete messages and holds the rest. Payloads are copies: they keep no network buffer alive. */
  #read(bytes: Uint8Array): Message[] {
    const messages: Message[] = [];
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let offset = 0;
    for (;;) {
      const rest = bytes.subarray(offset);
      const size = this.#sizeOf(rest);
      if (size > rest.length) {
        if (rest.length > 0) this.#hold(rest);
        return messages;
      }
      const payload = rest.slice(MESSAGE_HEADER_SIZE, size);
      messages.push({ type: rest[3]!, dejavu: view.getUint32(offset + 4, true), payload });
      offset += size;
    }
  }

  /** Size that the header says; of the header, while it isn't there. */
  #sizeOf(bytes: Uint8Array): number {
    if (bytes.length < MESSAGE_HEADER_SIZE) return MESSAGE_HEADER_SIZE;
    const size = bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16);
    if (size < MESSAGE_HEADER_SIZE) throw new QubicError("MALFORMED_FRAME", `A message of ${size} bytes can't be.`);
    if (size > this.#maxMessageSize) {
      throw new QubicError(
        "MALFORMED_FRAME",
        `A message of ${size} bytes is over the limit of ${this.#maxMessageSize}.`,
      );
    }
    return size;
  }

  #hold(bytes: Uint8Array): void {
    const length = this.#heldLength + bytes.length;
    if (length > this.#held.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.#held.length));
      grown.set(this.#held.subarray(0, this.#heldLength));
      this.#held = grown;
    }
    this.#held.set(bytes, this.#heldLength);
    this.#heldLength = length;
  }
}
