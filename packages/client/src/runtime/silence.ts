/** Calls back when nothing was heard for some time. */
export class Silence {
  #timer: ReturnType<typeof setTimeout>;

  constructor(
    readonly ms: number,
    readonly onSilent: () => void,
  ) {
    this.#timer = setTimeout(onSilent, ms);
  }

  /** Something was heard. */
  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.onSilent, this.ms);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
