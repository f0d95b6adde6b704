export { type OcMachineConfig, type OcMachineOptions, ocMachineConfigSchema } from "./config.ts";
export { createOcMachineMetrics } from "./observe/oc-machine-metrics.ts";
export { type OcMachine, type OcMachineStatus, startOcMachine } from "./start-oc-machine.ts";
