import type { Clock, RateLimits } from "@qubix/market";

/** Rate limits within one process. */
export function memoryRateLimits(clock: Clock): RateLimits {
  const windows = new Map<string, { count: number; ends: number }>();
  let sweepAt = 0;
  return {
    async hit(key, windowMs) {
      const now = clock.monotonic();
      if (now >= sweepAt) {
        sweepAt = now + 10_000;
        for (const [old, window] of windows) if (window.ends <= now) windows.delete(old);
      }
      const current = windows.get(key);
      const window = current !== undefined && current.ends > now ? current : { count: 0, ends: now + windowMs };
      window.count += 1;
      windows.set(key, window);
      return { count: window.count, resetMs: window.ends - now };
    },
  };
}
