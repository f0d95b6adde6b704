import { concatBytes, encodeEntityRecord, k12, SPECTRUM_DEPTH } from "@qubix/qubic";
import type { SpectrumEntry } from "./spectrum.ts";

/** Digest of an empty subtree by its height. */
const EMPTY: Uint8Array[] = [k12(new Uint8Array(64))];
for (let level = 1; level <= SPECTRUM_DEPTH; level++) {
  EMPTY.push(k12(concatBytes(EMPTY[level - 1]!, EMPTY[level - 1]!)));
}

/**
 * The Merkle tree over the spectrum's 2^24 places, as nodes compute it: a leaf is K12 of an entity's 64 bytes (zeros
 * for an empty place). Only what differs from an empty tree is stored, and nothing is hashed before someone asks.
 */
export class SpectrumTree {
  readonly #levels = Array.from({ length: SPECTRUM_DEPTH + 1 }, () => new Map<number, Uint8Array>());
  readonly #touched = new Map<number, SpectrumEntry>();

  /** Notes that an entity has changed. */
  touch(entry: SpectrumEntry): void {
    this.#touched.set(entry.index, entry);
  }

  clear(): void {
    for (const level of this.#levels) level.clear();
    this.#touched.clear();
  }

  root(): Uint8Array {
    this.#update();
    return this.#node(SPECTRUM_DEPTH, 0);
  }

  /** The 24 digests that, hashed with an entity's record one after the other, lead to the root. */
  siblings(index: number): Uint8Array[] {
    this.#update();
    return Array.from({ length: SPECTRUM_DEPTH }, (_, level) => this.#node(level, (index >> level) ^ 1));
  }

  #node(level: number, index: number): Uint8Array {
    return this.#levels[level]!.get(index) ?? EMPTY[level]!;
  }

  #update(): void {
    let changed = new Set<number>();
    for (const [index, entry] of this.#touched) {
      this.#levels[0]!.set(index, k12(encodeEntityRecord(entry)));
      changed.add(index);
    }
    this.#touched.clear();
    for (let level = 1; level <= SPECTRUM_DEPTH && changed.size > 0; level++) {
      const parents = new Set<number>();
      for (const index of changed) parents.add(index >> 1);
      for (const index of parents) {
        const children = concatBytes(this.#node(level - 1, 2 * index), this.#node(level - 1, 2 * index + 1));
        this.#levels[level]!.set(index, k12(children));
      }
      changed = parents;
    }
  }
}
