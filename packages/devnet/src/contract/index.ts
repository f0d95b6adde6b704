export { ContractAbort, type ContractCaller, type IncomingTransfer, type SystemProcedure } from "./contract-call.ts";
export type { ContractEntity, ContractEnvironment, ContractLogSeverity } from "./contract-environment.ts";
export { ContractInstance } from "./contract-instance.ts";
export type { ContractEntry } from "./contract-module.ts";
