export { type HubConfig, type HubConfigInput, hubConfigSchema } from "./config.ts";
export { createMetrics } from "./observe/metrics.ts";
export { type RunningHub, startHub } from "./start-hub.ts";
