export * from "./chain/index.ts";
export * from "./hub/index.ts";
export * from "./job/index.ts";
export * from "./keystore/index.ts";
