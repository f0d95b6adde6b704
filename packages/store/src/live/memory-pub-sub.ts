import type { PubSub } from "@qubix/market";

/** Pub/sub within one process. A listener that throws does not disturb the others. */
export function memoryPubSub(): PubSub {
  const listeners = new Map<string, Set<(message: string) => void>>();
  return {
    async publish(channel, message) {
      for (const listener of [...(listeners.get(channel) ?? [])]) queueMicrotask(() => listener(message));
    },
    async subscribe(channel, listener) {
      const own = (message: string) => listener(message);
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set.add(own));
      return async () => {
        set.delete(own);
        if (set.size === 0) listeners.delete(channel);
      };
    },
  };
}
