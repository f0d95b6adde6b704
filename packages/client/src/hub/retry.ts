import { randomBetween } from "../runtime/random.ts";
import { sleep } from "../runtime/sleep.ts";
import { type HubError, isTransient } from "./hub-error.ts";

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** Longer than any window of a rate limit. What asks for more is told to the caller instead. */
const LONGEST_RETRY_AFTER_MS = 65_000;

/** Repeats what failed for a passing reason, with growing waits of random length, or as long as the hub asks for. Every
 * request of the API may be repeated. @throws the last error */
export async function retry<T>(attempts: number, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error;
      const asked = (error as HubError).retryAfterMs ?? 0;
      if (asked > LONGEST_RETRY_AFTER_MS) throw error;
      const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
      await sleep(asked + randomBetween(longest / 2, longest), signal);
    }
  }
}
