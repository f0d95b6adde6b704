import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";
import { TRANSACTIONS_PER_TICK } from "./tick-data.ts";

/** Which transactions a past tick executed, and which of them moved money (message 202, an add-on of some nodes). */
export interface TransactionStatus {
  /** The node's current tick. */
  currentTick: number;
  tick: number;
  transactions: { digest: Uint8Array; moneyFlew: boolean }[];
}

export function encodeTransactionStatusRequest(tick: number): Uint8Array {
  return new ByteWriter(4).u32(tick).bytes;
}

export function decodeTransactionStatusRequest(payload: Uint8Array): number {
  const reader = new ByteReader(payload, "transaction status request");
  const tick = reader.u32();
  reader.end();
  return tick;
}

export function encodeTransactionStatus({ currentTick, tick, transactions }: TransactionStatus): Uint8Array {
  const flags = new Uint8Array(TRANSACTIONS_PER_TICK / 8);
  transactions.forEach(({ moneyFlew }, i) => {
    if (moneyFlew) flags[i >> 3]! |= 1 << (i & 7);
  });
  const writer = new ByteWriter(12 + flags.length + 32 * transactions.length)
    .u32(currentTick)
    .u32(tick)
    .u32(transactions.length)
    .put(flags, TRANSACTIONS_PER_TICK / 8);
  for (const { digest } of transactions) writer.put(digest, 32);
  return writer.bytes;
}

/** Throws QubicError MALFORMED. */
export function decodeTransactionStatus(payload: Uint8Array): TransactionStatus {
  const reader = new ByteReader(payload, "transaction status");
  const [currentTick, tick, count] = [reader.u32(), reader.u32(), reader.u32()];
  if (count > TRANSACTIONS_PER_TICK) throw new QubicError("MALFORMED", "transaction status: too many transactions.");
  const flags = reader.bytes(TRANSACTIONS_PER_TICK / 8);
  const transactions = Array.from({ length: count }, (_, i) => ({
    digest: reader.bytes(32),
    moneyFlew: (flags[i >> 3]! & (1 << (i & 7))) !== 0,
  }));
  reader.end();
  return { currentTick, tick, transactions };
}
