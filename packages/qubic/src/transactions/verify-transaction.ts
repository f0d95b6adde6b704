import { k12 } from "../crypto/k12.ts";
import { verify } from "../crypto/signature.ts";
import { SIGNATURE_SIZE, type SignedTransaction } from "./transaction.ts";

/** The digest that a transaction's signature covers. */
export function signedDigestOf(transaction: Pick<SignedTransaction, "bytes">): Uint8Array {
  return k12(transaction.bytes.subarray(0, transaction.bytes.length - SIGNATURE_SIZE));
}

/** Whether the signature over the transaction's bytes was made by its source. */
export function verifyTransaction(transaction: Pick<SignedTransaction, "source" | "signature" | "bytes">): boolean {
  return verify(transaction.source, signedDigestOf(transaction), transaction.signature);
}
