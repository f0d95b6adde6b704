import type { PubSub } from "@qubix/market";
import type { Bus } from "../app-context.ts";

/** The store's pub/sub as a bus: one subscription per topic in the store, however many listeners there are here. */
export function storeBus(pubSub: PubSub, onError: (error: unknown) => void): Bus {
  const topics = new Map<string, { listeners: Set<() => void>; end: Promise<() => Promise<void>> }>();
  return {
    wake(topic) {
      pubSub.publish(topic, "").catch(onError);
    },
    subscribe(topic, listener) {
      const own = () => listener();
      const entry = topics.get(topic) ?? open(topic);
      entry.listeners.add(own);
      return () => {
        entry.listeners.delete(own);
        if (entry.listeners.size > 0 || topics.get(topic) !== entry) return;
        topics.delete(topic);
        entry.end.then((end) => end()).catch(onError);
      };
    },
  };

  function open(topic: string) {
    const listeners = new Set<() => void>();
    const end = pubSub.subscribe(topic, () => {
      for (const listener of [...listeners]) listener();
    });
    end.catch(onError);
    const entry = { listeners, end };
    topics.set(topic, entry);
    return entry;
  }
}
