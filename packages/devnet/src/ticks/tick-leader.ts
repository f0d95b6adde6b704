import { encodeTickData, NUMBER_OF_COMPUTORS, sign, type TickData, tickDataDigest } from "@qubix/qubic";
import type { Computors } from "../computors/computors.ts";
import { digestAt, type StoredTick, transactionCount } from "./stored-tick.ts";

/** Encoded tick data (139 kB each) that is kept for those who ask again. */
const CACHED = 16;

/**
 * Encodes a tick's data as its leader signs it. Signatures depend on nothing but the data, so that this is done when
 * somebody asks, with the same bytes every time.
 */
export class TickLeader {
  readonly #computors: Computors;
  readonly #cache = new Map<StoredTick, Uint8Array>();

  constructor(computors: Computors) {
    this.#computors = computors;
  }

  encode(stored: StoredTick): Uint8Array {
    const known = this.#cache.get(stored);
    if (known) return known;
    const computorIndex = stored.tick % NUMBER_OF_COMPUTORS;
    const data: Omit<TickData, "signature"> = {
      computorIndex,
      epoch: stored.epoch,
      tick: stored.tick,
      time: stored.time,
      timelock: stored.timelock,
      transactionDigests: Array.from({ length: transactionCount(stored) }, (_, i) => digestAt(stored, i)),
      contractFees: [],
    };
    const encoded = encodeTickData({
      ...data,
      signature: sign(this.#computors.keyPairs[computorIndex]!, tickDataDigest(data)),
    });
    this.#cache.set(stored, encoded);
    if (this.#cache.size > CACHED) this.#cache.delete(this.#cache.keys().next().value!);
    return encoded;
  }
}
