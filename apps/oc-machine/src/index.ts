export type { OcMachineConfig, OcMachineOptions } from "./config.ts";
export { type OcMachine, type OcMachineStatus, startOcMachine } from "./start-oc-machine.ts";
