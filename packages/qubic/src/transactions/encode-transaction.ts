import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";
import { MAX_AMOUNT, MAX_INPUT_SIZE, TRANSACTION_HEADER_SIZE, type Transaction } from "./transaction.ts";

/** The bytes that a signature covers: everything but the signature. Throws QubicError OUT_OF_RANGE. */
export function encodeUnsignedTransaction(transaction: Transaction): Uint8Array {
  if (transaction.amount < 0n || transaction.amount > MAX_AMOUNT) {
    throw new QubicError("OUT_OF_RANGE", `An amount is 0 to ${MAX_AMOUNT} QU, not ${transaction.amount}.`);
  }
  if (transaction.input.length > MAX_INPUT_SIZE) {
    throw new QubicError(
      "OUT_OF_RANGE",
      `An input has at most ${MAX_INPUT_SIZE} bytes, not ${transaction.input.length}.`,
    );
  }
  return new ByteWriter(TRANSACTION_HEADER_SIZE + transaction.input.length)
    .put(transaction.source, 32)
    .put(transaction.destination, 32)
    .i64(transaction.amount)
    .u32(transaction.tick)
    .u16(transaction.inputType)
    .u16(transaction.input.length)
    .put(transaction.input).bytes;
}
