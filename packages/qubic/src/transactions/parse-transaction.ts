import { ByteReader } from "../bytes/byte-reader.ts";
import { k12 } from "../crypto/k12.ts";
import { QubicError } from "../errors.ts";
import { MAX_AMOUNT, MAX_INPUT_SIZE, SIGNATURE_SIZE, type SignedTransaction } from "./transaction.ts";
import { transactionIdFromDigest } from "./transaction-id.ts";

/**
 * Parses a signed transaction strictly: sizes and amount are checked, nothing may follow. The signature is not
 * verified (see `verifyTransaction`). Throws QubicError MALFORMED.
 */
export function parseTransaction(bytes: Uint8Array): SignedTransaction {
  const reader = new ByteReader(bytes, "transaction");
  const source = reader.bytes(32);
  const destination = reader.bytes(32);
  const amount = reader.i64();
  const tick = reader.u32();
  const inputType = reader.u16();
  const inputSize = reader.u16();
  if (amount < 0n || amount > MAX_AMOUNT)
    throw new QubicError("MALFORMED", `transaction: amount ${amount} is out of range.`);
  if (inputSize > MAX_INPUT_SIZE)
    throw new QubicError("MALFORMED", `transaction: input of ${inputSize} bytes is too long.`);
  const input = reader.bytes(inputSize);
  const signature = reader.bytes(SIGNATURE_SIZE);
  reader.end();
  const own = new Uint8Array(bytes);
  const digest = k12(own);
  let id: string | undefined;
  return {
    source,
    destination,
    amount,
    tick,
    inputType,
    input,
    signature,
    bytes: own,
    digest,
    get id() {
      id ??= transactionIdFromDigest(digest);
      return id;
    },
  };
}
