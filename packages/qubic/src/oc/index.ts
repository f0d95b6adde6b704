export * from "./authorization-digest.ts";
export * from "./authorization-transaction.ts";
export * from "./invocation.ts";
export * from "./rebuild-bundle.ts";
export * from "./verify-bundle.ts";
