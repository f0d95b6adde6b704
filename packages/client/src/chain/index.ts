export * from "./call-contract.ts";
export * from "./call-fee.ts";
export type { ChainNode } from "./chain-node.ts";
export * from "./hub-node.ts";
export * from "./publish-model.ts";
export * from "./register-hub.ts";
export * from "./register-provider.ts";
export * from "./send-transaction.ts";
export * from "./until-effect.ts";
