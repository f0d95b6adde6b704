import { hash } from "node:crypto";

const SWAP_AFTER = 100_000;

/** Tells messages that were seen lately, byte for byte, as a node drops them without an answer. */
export class DuplicateFilter {
  #current = new Set<string>();
  #previous = new Set<string>();

  /** Whether this is the first of its kind. */
  admit(dejavu: number, type: number, payload: Uint8Array): boolean {
    const named = new Uint8Array(8 + payload.length);
    new DataView(named.buffer).setUint32(0, type);
    new DataView(named.buffer).setUint32(4, dejavu);
    named.set(payload, 8);
    const digest = hash("sha1", named, "base64");
    if (this.#current.has(digest) || this.#previous.has(digest)) return false;
    this.#current.add(digest);
    if (this.#current.size >= SWAP_AFTER) {
      this.#previous = this.#current;
      this.#current = new Set();
    }
    return true;
  }
}
