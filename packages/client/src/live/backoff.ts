import { randomBetween } from "../runtime/random.ts";
import { sleep } from "../runtime/sleep.ts";

const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/** Growing waits of random length between tries, so that many clients of one hub don't come back at the same moment. */
export class Backoff {
  #tries = 0;

  /** After something went well. */
  reset(): void {
    this.#tries = 0;
  }

  /** @param atLeastMs what the hub asked for. @returns false when the signal ended it */
  async wait(signal: AbortSignal, atLeastMs = 0): Promise<boolean> {
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries++);
    const ms = atLeastMs + randomBetween(longest / 2, longest);
    return sleep(ms, signal).then(
      () => true,
      () => false,
    );
  }
}
