import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isTransient } from "./hub-error.ts";

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

/** Repeats what failed for a passing reason, with growing waits of random length. Every request of the API may be
 * repeated. @throws the last error */
export async function retry<T>(attempts: number, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error;
      const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
      await sleep(randomInt(longest / 2, longest), undefined, signal ? { signal } : {});
    }
  }
}
