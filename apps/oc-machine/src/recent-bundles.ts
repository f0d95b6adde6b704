/** A verified bundle: the body of message 192, byte for byte. */
export interface VerifiedBundle {
  invocationId: bigint;
  epoch: number;
  interfaceIndex: number;
  bytes: Uint8Array;
}

/**
 * The last verified bundles in the order they were verified, numbered from 0; older ones are forgotten.
 * Numbers, not invocation ids, order it: two invocations can be authorized in either order.
 */
export class RecentBundles {
  readonly #ring: VerifiedBundle[] = [];
  readonly #seen = new Set<bigint>();
  #next = 0;

  constructor(
    readonly capacity: number,
    /** How many invocation ids are remembered to drop duplicates. */
    readonly memory = capacity * 64,
  ) {}

  /** Number that the next bundle will get. */
  get next(): number {
    return this.#next;
  }

  /** Number of the oldest bundle still held. */
  get first(): number {
    return Math.max(0, this.#next - this.capacity);
  }

  has(invocationId: bigint): boolean {
    return this.#seen.has(invocationId);
  }

  /** @returns false for a duplicate, which is dropped */
  add(bundle: VerifiedBundle): boolean {
    if (this.#seen.has(bundle.invocationId)) return false;
    this.#seen.add(bundle.invocationId);
    if (this.#seen.size > this.memory) this.#seen.delete(this.#seen.values().next().value as bigint);
    this.#ring[this.#next % this.capacity] = bundle;
    this.#next++;
    return true;
  }

  /** @returns undefined when the number isn't given out yet, or is forgotten */
  at(number: number): VerifiedBundle | undefined {
    return number >= this.first && number < this.#next ? this.#ring[number % this.capacity] : undefined;
  }
}
