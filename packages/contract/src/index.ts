export { type ContractCall, call } from "./call.ts";
export { decode, encode, encodeField } from "./codec.ts";
export { CONTRACT_CODES, type ContractCode, contractCode } from "./contract-codes.ts";
export { ContractError } from "./contract-error.ts";
export { type EventCursor, type EventNews, FIRST_EVENT, followEvents } from "./follow-events.ts";
export * from "./generated/constants.ts";
export { FUNCTIONS, LAYOUTS, PROCEDURES } from "./generated/layouts.ts";
export type * from "./generated/types.ts";
export {
  type CommitmentParts,
  chainHashOf,
  commitmentOf,
  jobKeyOf,
  type LeafParts,
  leafOf,
  verifyPath,
} from "./hashes.ts";
export { type ContractClient, type ContractReader, contractReader, query } from "./query.ts";
export { type ReadCall, readCall } from "./read-call.ts";
export type { FieldLayout, FieldType, RecordLayout } from "./record-layout.ts";
