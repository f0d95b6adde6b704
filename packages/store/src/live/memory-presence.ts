import type { Clock, Presence } from "@qubix/market";

/** Presence within one process. */
export function memoryPresence(clock: Clock): Presence {
  const entries = new Map<string, { value: unknown; until: number }>();
  let sweepAt = 0;

  function sweep(now: number): void {
    if (now < sweepAt) return;
    sweepAt = now + 10_000;
    for (const [key, entry] of entries) if (entry.until <= now) entries.delete(key);
  }

  const read = (key: string): unknown => {
    const entry = entries.get(key);
    return entry !== undefined && entry.until > clock.monotonic() ? entry.value : undefined;
  };

  return {
    async beat(key, value, ttlMs) {
      const now = clock.monotonic();
      entries.set(key, { value: structuredClone(value), until: now + ttlMs });
      sweep(now);
    },
    get: async (key) => read(key),
    getMany: async (keys) => keys.map(read),
    async forget(key) {
      entries.delete(key);
    },
  };
}
