export * from "./chain/index.ts";
export * from "./hub/index.ts";
export * from "./job/index.ts";
export * from "./keystore/index.ts";
export * from "./model/index.ts";
export * from "./receipt/index.ts";
