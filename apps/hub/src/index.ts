export type { HubConfig, HubConfigInput } from "./config.ts";
export { type RunningHub, startHub } from "./start-hub.ts";
