/** How many messages may come: so many each second, and so many at once after a while of silence. */
export class MessageBudget {
  #left: number;
  #at: number;

  /** @param now milliseconds on a clock that only goes forward */
  constructor(
    readonly perSecond: number,
    readonly atOnce: number,
    readonly now: () => number,
  ) {
    this.#left = atOnce;
    this.#at = now();
  }

  /** @returns false when there are too many */
  take(): boolean {
    const now = this.now();
    this.#left = Math.min(this.atOnce, this.#left + ((now - this.#at) / 1000) * this.perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
