import { QubicError } from "../errors.ts";

/** Asks for an executed transaction by its digest (26); the answer is the transaction (24) or END (35). */
export function encodeTransactionInfoRequest(digest: Uint8Array): Uint8Array {
  if (digest.length !== 32) throw new QubicError("OUT_OF_RANGE", "A digest has 32 bytes.");
  return digest;
}

export function decodeTransactionInfoRequest(payload: Uint8Array): Uint8Array {
  if (payload.length !== 32) throw new QubicError("MALFORMED", "transaction info request: expected 32 bytes.");
  return payload;
}
