import type { PubSub } from "@qubix/market";
import { ListenerTable } from "./listener-table.ts";

/** Pub/sub within one process. */
export function memoryPubSub(): PubSub {
  const table = new ListenerTable();
  return {
    publish: async (channel, message) => queueMicrotask(() => table.tell(channel, message)),
    async subscribe(channel, listener) {
      const end = table.add(channel, listener);
      return async () => void end();
    },
  };
}
