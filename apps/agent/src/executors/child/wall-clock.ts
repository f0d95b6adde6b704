/** Calls once when so much time has passed; time in which it is paused does not count. */
export class WallClock {
  #left: number;
  #since: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #ring: () => void;

  /** @param ms at most 2^31 - 1 */
  constructor(ms: number, ring: () => void) {
    this.#left = ms;
    this.#ring = ring;
    this.resume();
  }

  pause(): void {
    if (this.#since === undefined) return;
    this.#left -= performance.now() - this.#since;
    this.stop();
  }

  resume(): void {
    if (this.#since !== undefined) return;
    this.#since = performance.now();
    this.#timer = setTimeout(this.#ring, Math.max(0, this.#left));
  }

  /** It will not ring any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#since = undefined;
  }
}
