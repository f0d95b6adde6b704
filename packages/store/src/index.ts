export { channels } from "./live/channels.ts";
export { openStore } from "./open-store.ts";
export type { Store, StoreConfig } from "./store.ts";
export { StoreError } from "./store-error.ts";
export { systemClock } from "./system-clock.ts";
