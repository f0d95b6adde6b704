import { concatBytes } from "../bytes/bytes.ts";
import { k12 } from "../crypto/k12.ts";
import type { KeyPair } from "../crypto/key-pair.ts";
import { sign } from "../crypto/signature.ts";
import { encodeUnsignedTransaction } from "./encode-transaction.ts";
import type { SignedTransaction, Transaction } from "./transaction.ts";
import { transactionIdFromDigest } from "./transaction-id.ts";

/** Signs a transaction with its sender's key. Throws QubicError OUT_OF_RANGE for a field that doesn't fit. */
export function signTransaction(transaction: Omit<Transaction, "source">, keyPair: KeyPair): SignedTransaction {
  const complete: Transaction = { ...transaction, source: keyPair.publicKey };
  const unsigned = encodeUnsignedTransaction(complete);
  const signature = sign(keyPair, k12(unsigned));
  const bytes = concatBytes(unsigned, signature);
  const digest = k12(bytes);
  let id: string | undefined;
  return {
    ...complete,
    signature,
    bytes,
    digest,
    get id() {
      id ??= transactionIdFromDigest(digest);
      return id;
    },
  };
}
