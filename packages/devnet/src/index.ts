export * from "./contract/index.ts";
export type { Devnet, DevnetInfo } from "./devnet.ts";
export { DevnetError } from "./devnet-error.ts";
export type { DevnetContract, DevnetOptions } from "./devnet-options.ts";
export { createDevnetMetrics } from "./observe/devnet-metrics.ts";
export type { OcMachineAddress } from "./oc/oc-pusher.ts";
export { startDevnet } from "./start-devnet.ts";
export type { TickPace } from "./ticks/tick-clock.ts";
