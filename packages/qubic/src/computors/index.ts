export * from "./computor-lists.ts";
export { computorListDigest, verifyComputorList } from "./verify-computor-list.ts";
export { tickDataDigest, verifyTickData } from "./verify-tick-data.ts";
