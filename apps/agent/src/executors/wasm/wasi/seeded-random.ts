import { kt128 } from "@noble/hashes/sha3-addons.js";

const BLOCK = 4096;
const TAG = new TextEncoder().encode("qubix-random-v1");

/** The endless bytes that replace randomness: K12("qubix-random-v1" ‖ job key ‖ block number u64 LE, 4096 bytes) for
 * block 0, 1, 2…: equal for each replica of a job, different between jobs. */
export class SeededRandom {
  readonly #seed: Uint8Array;
  #block = new Uint8Array(0);
  #used = 0;
  #next = 0n;

  constructor(jobKey: Uint8Array) {
    this.#seed = new Uint8Array(TAG.length + jobKey.length + 8);
    this.#seed.set(TAG);
    this.#seed.set(jobKey, TAG.length);
  }

  fill(target: Uint8Array): void {
    for (let at = 0; at < target.length; ) {
      if (this.#used === this.#block.length) this.#refill();
      const part = this.#block.subarray(this.#used, this.#used + target.length - at);
      target.set(part, at);
      this.#used += part.length;
      at += part.length;
    }
  }

  #refill(): void {
    new DataView(this.#seed.buffer).setBigUint64(this.#seed.length - 8, this.#next++, true);
    this.#block = kt128(this.#seed, { dkLen: BLOCK });
    this.#used = 0;
  }
}
