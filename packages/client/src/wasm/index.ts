export { FUEL_SCHEDULE, MAXIMUM_FUEL } from "./fuel-schedule.ts";
export { checkModule, DEPTH_LIMIT, instrument, MAXIMUM_MODULE_BYTES, METER_EXPORTS } from "./instrument.ts";
export { ModuleError, type ModuleErrorCode } from "./module-error.ts";
export { WASI_FUNCTIONS } from "./wasi-imports.ts";
