/** How many digests of data a machine is remembered to have. */
export const RECENT = 4;

/** Marks a row without an offer: above the bits of all reasons. */
export const FREE = 0x4000_0000;

/**
 * Offers in columns: one number per offer and property, side by side in memory, so that 100,000 are scanned in a
 * millisecond or two. Grown by doubling.
 */
export class OfferColumns {
  capacity = 64;
  /** Bits of MATCH_REASONS that hold for any job: offline, paused, busy, … ; FREE marks an unused row. */
  blocked = new Int32Array(this.capacity).fill(FREE);
  provider = new Uint16Array(this.capacity);
  /** Number of the machine's class: what it can do. */
  classes = new Uint32Array(this.capacity);
  /** Number of the machine's rates: what it asks. */
  rates = new Uint32Array(this.capacity);
  /** Memory that no run has set aside. */
  freeMiB = new Float64Array(this.capacity);
  /** The provider's minimum price. */
  minPrice = new Float64Array(this.capacity);
  stake = new Float64Array(this.capacity);
  /** Stake that no attempt locks, those counted that the chain does not know yet. */
  freeStake = new Float64Array(this.capacity);
  /** 0 to 1: reputation, speed and how idle it is, weighed together. */
  merit = new Float32Array(this.capacity);
  newcomer = new Uint8Array(this.capacity);
  /** Number of the demand for which the row is kept; 0 for none. */
  keptFor = new Uint32Array(this.capacity);
  recent = new Uint32Array(this.capacity * RECENT);

  grow(): void {
    this.capacity *= 2;
    const { capacity } = this;
    this.blocked = copyInto(new Int32Array(capacity).fill(FREE), this.blocked);
    this.provider = copyInto(new Uint16Array(capacity), this.provider);
    this.classes = copyInto(new Uint32Array(capacity), this.classes);
    this.rates = copyInto(new Uint32Array(capacity), this.rates);
    this.freeMiB = copyInto(new Float64Array(capacity), this.freeMiB);
    this.minPrice = copyInto(new Float64Array(capacity), this.minPrice);
    this.stake = copyInto(new Float64Array(capacity), this.stake);
    this.freeStake = copyInto(new Float64Array(capacity), this.freeStake);
    this.merit = copyInto(new Float32Array(capacity), this.merit);
    this.newcomer = copyInto(new Uint8Array(capacity), this.newcomer);
    this.keptFor = copyInto(new Uint32Array(capacity), this.keptFor);
    this.recent = copyInto(new Uint32Array(capacity * RECENT), this.recent);
  }
}

function copyInto<T extends { set(source: T): void }>(target: T, source: T): T {
  target.set(source);
  return target;
}
