import { type EntityRecord, isZero } from "@qubix/qubic";
import { keyOf } from "./key-of.ts";
import { SpectrumTree } from "./spectrum-tree.ts";

/** An entity and its place in the node's hash table, which is also its leaf in the Merkle tree. */
export interface SpectrumEntry extends EntityRecord {
  index: number;
}

const CAPACITY = 1 << 24;

/** All balances, kept as a node keeps them: a hash table with linear probing, emptied of zero balances once an epoch. */
export class Spectrum {
  readonly tree = new SpectrumTree();
  readonly #byKey = new Map<string, SpectrumEntry>();
  #occupied = new Set<number>();
  #totalAmount = 0n;

  get size(): number {
    return this.#byKey.size;
  }

  /** All QU that exist. */
  get totalAmount(): bigint {
    return this.#totalAmount;
  }

  entries(): IterableIterator<SpectrumEntry> {
    return this.#byKey.values();
  }

  /** Undefined for an entity that never received anything, and for the zero key. */
  get(publicKey: Uint8Array): Readonly<SpectrumEntry> | undefined {
    return this.#byKey.get(keyOf(publicKey));
  }

  balance(publicKey: Uint8Array): bigint {
    const entry = this.get(publicKey);
    return entry ? entry.incoming - entry.outgoing : 0n;
  }

  /** Adds to an entity's balance and makes the entity if there is none. What goes to the zero key is gone. */
  increase(publicKey: Uint8Array, amount: bigint, tick: number): void {
    if (isZero(publicKey) || amount < 0n) return;
    const entry = this.#byKey.get(keyOf(publicKey)) ?? this.#create(publicKey);
    entry.incoming += amount;
    entry.incomingTransfers = (entry.incomingTransfers + 1) >>> 0;
    entry.latestIncomingTick = tick;
    this.#totalAmount += amount;
    this.tree.touch(entry);
  }

  /** Takes from an entity's balance; false, and nothing changed, if it is too small. Zero counts as a transfer, too. */
  decrease(publicKey: Uint8Array, amount: bigint, tick: number): boolean {
    const entry = this.#byKey.get(keyOf(publicKey));
    if (!entry || amount < 0n || entry.incoming - entry.outgoing < amount) return false;
    entry.outgoing += amount;
    entry.outgoingTransfers = (entry.outgoingTransfers + 1) >>> 0;
    entry.latestOutgoingTick = tick;
    this.#totalAmount -= amount;
    this.tree.touch(entry);
    return true;
  }

  /** At an epoch's end: forgets entities without a balance and lays out the table anew. */
  reorganize(): void {
    const kept = [...this.#byKey.values()].filter(({ incoming, outgoing }) => incoming !== outgoing);
    kept.sort((a, b) => a.index - b.index);
    this.#byKey.clear();
    this.#occupied = new Set();
    this.tree.clear();
    for (const entry of kept) this.#place(entry);
  }

  /** Takes entries as `entries` gave them, for a chain that was saved. */
  restore(entries: Iterable<SpectrumEntry>): void {
    for (const entry of entries) {
      this.#byKey.set(keyOf(entry.publicKey), entry);
      this.#occupied.add(entry.index);
      this.#totalAmount += entry.incoming - entry.outgoing;
      this.tree.touch(entry);
    }
  }

  #create(publicKey: Uint8Array): SpectrumEntry {
    const entry: SpectrumEntry = {
      publicKey: publicKey.slice(),
      incoming: 0n,
      outgoing: 0n,
      incomingTransfers: 0,
      outgoingTransfers: 0,
      latestIncomingTick: 0,
      latestOutgoingTick: 0,
      index: 0,
    };
    this.#place(entry);
    return entry;
  }

  #place(entry: SpectrumEntry): void {
    const { publicKey } = entry;
    let index = publicKey[0]! | (publicKey[1]! << 8) | (publicKey[2]! << 16);
    while (this.#occupied.has(index)) index = (index + 1) & (CAPACITY - 1);
    entry.index = index;
    this.#occupied.add(index);
    this.#byKey.set(keyOf(publicKey), entry);
    this.tree.touch(entry);
  }
}
