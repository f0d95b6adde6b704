import type { Random } from "../ports/random.ts";

/** Draws by chance before all rows are looked at. */
const TRIES = 16;

/** Rows with chances, from which one after the other is drawn while they are being used up. */
export class WeightedPool {
  #rows: Int32Array;
  /** Sum of chances up to and with each row. */
  #sums: Float64Array;

  /** @param sums running sums of the rows' chances */
  constructor(rows: Int32Array, sums: Float64Array) {
    this.#rows = rows;
    this.#sums = sums;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** A row by chance among those for which `fits` holds; undefined when it holds for none. */
  draw(random: Random, fits: (row: number) => boolean): number | undefined {
    for (let tries = 0; this.size > 0 && tries < TRIES; tries++) {
      const row = this.#rows[this.#find(random.fraction() * this.#sums[this.size - 1]!)]!;
      if (fits(row)) return row;
    }
    const left = this.#only(fits);
    return left.size === 0 ? undefined : left.#rows[left.#find(random.fraction() * left.#sums[left.size - 1]!)];
  }

  /** Forgets rows for which `fits` does not hold. */
  keepOnly(fits: (row: number) => boolean): void {
    const left = this.#only(fits);
    this.#rows = left.#rows;
    this.#sums = left.#sums;
  }

  #only(fits: (row: number) => boolean): WeightedPool {
    const rows: number[] = [];
    const sums: number[] = [];
    let sum = 0;
    for (let i = 0; i < this.size; i++) {
      if (!fits(this.#rows[i]!)) continue;
      sum += this.#sums[i]! - (i === 0 ? 0 : this.#sums[i - 1]!);
      rows.push(this.#rows[i]!);
      sums.push(sum);
    }
    return new WeightedPool(Int32Array.from(rows), Float64Array.from(sums));
  }

  #find(point: number): number {
    let low = 0;
    let high = this.size - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sums[middle]! > point) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
