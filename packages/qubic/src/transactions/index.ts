export * from "./encode-transaction.ts";
export * from "./parse-transaction.ts";
export * from "./sign-transaction.ts";
export * from "./transaction.ts";
export * from "./transaction-id.ts";
export * from "./verify-transaction.ts";
