import { type ChainTransaction, fromHex } from "@qubix/protocol";
import {
  concatBytes,
  encodeUnsignedTransaction,
  parseTransaction,
  publicKeyFromIdentity,
  QubicError,
  verifyTransaction,
} from "@qubix/qubic";

/**
 * Whether a transaction is what a hub says it is: its id is the digest of these very fields, and its sender has signed them.
 * Whether a tick took it, that tick's data tell.
 */
export function checkTransaction(transaction: ChainTransaction): boolean {
  try {
    const { source, destination, amount, tick, inputType, input, signature, id } = transaction;
    const unsigned = encodeUnsignedTransaction({
      source: publicKeyFromIdentity(source),
      destination: publicKeyFromIdentity(destination),
      amount: BigInt(amount),
      ...{ tick, inputType, input: fromHex(input) },
    });
    const signed = parseTransaction(concatBytes(unsigned, fromHex(signature)));
    return signed.id === id && verifyTransaction(signed);
  } catch (error) {
    // Letters, sizes or amounts that no transaction can have.
    if (error instanceof QubicError) return false;
    throw error;
  }
}
