import { createHash } from "node:crypto";

const SWAP_AFTER = 100_000;

/** Tells messages that were seen lately, byte for byte, as a node drops them without an answer. */
export class DuplicateFilter {
  #current = new Set<string>();
  #previous = new Set<string>();

  /** Whether this is the first of its kind. */
  admit(dejavu: number, type: number, payload: Uint8Array): boolean {
    const digest = createHash("sha1").update(`${type}:${dejavu}:`).update(payload).digest("base64");
    if (this.#current.has(digest) || this.#previous.has(digest)) return false;
    this.#current.add(digest);
    if (this.#current.size >= SWAP_AFTER) {
      this.#previous = this.#current;
      this.#current = new Set();
    }
    return true;
  }
}
