/** The few rows with the highest rank, in no order; cheap to offer many rows to. */
export class BestList {
  readonly rows: Int32Array;
  readonly ranks: Float64Array;
  length = 0;
  /** The rank that a row must exceed to be taken. */
  threshold = Number.NEGATIVE_INFINITY;
  #worst = 0;

  constructor(size: number) {
    this.rows = new Int32Array(size);
    this.ranks = new Float64Array(size);
  }

  offer(row: number, rank: number): void {
    if (this.length < this.rows.length) {
      this.rows[this.length] = row;
      this.ranks[this.length++] = rank;
    } else {
      this.rows[this.#worst] = row;
      this.ranks[this.#worst] = rank;
    }
    if (this.length === this.rows.length) this.#findWorst();
  }

  #findWorst(): void {
    let worst = 0;
    for (let i = 1; i < this.length; i++) if (this.ranks[i]! < this.ranks[worst]!) worst = i;
    this.#worst = worst;
    this.threshold = this.ranks[worst]!;
  }
}
