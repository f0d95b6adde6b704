import { HubError } from "../hub/hub-error.ts";
import { RefusedCallError } from "./refused-call-error.ts";

/** The contract's number for why it refuses a call, whether a node was asked or a hub told; undefined for other errors. */
export function refusalCode(error: unknown): number | undefined {
  if (error instanceof RefusedCallError) return error.number;
  if (!(error instanceof HubError) || error.code !== "TRANSACTION_REFUSED") return undefined;
  const { contractCode } = error.details;
  return typeof contractCode === "number" ? contractCode : undefined;
}
