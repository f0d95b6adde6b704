/**
 * A loop that runs when it is woken, and by timer when nobody wakes it: wake-ups may be lost. A wake-up during a step makes it
 * run once more. A step that fails is tried again at the next turn.
 */
export class Pulse {
  #woken = true;
  #wake: (() => void) | undefined;

  constructor(
    readonly everyMs: number,
    readonly onError: (error: unknown) => void,
  ) {}

  wake(): void {
    this.#woken = true;
    this.#wake?.();
  }

  /** @param step returns true to be run again at once */
  async run(step: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#woken = false;
      try {
        if ((await step()) === true) this.#woken = true;
      } catch (error) {
        this.onError(error);
      }
      if (!this.#woken) await this.#sleep(signal);
    }
  }

  #sleep(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, this.everyMs);
      this.#wake = done;
      signal.addEventListener("abort", done, { once: true });
    });
  }
}
