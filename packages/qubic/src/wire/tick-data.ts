import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";
import { readTickTime, writeTickTime } from "./tick-time.ts";

export const TRANSACTIONS_PER_TICK = 4096;
export const MAX_CONTRACTS = 1024;

/** What the leader of a tick puts into it (message 8). */
export interface TickData {
  /** Always tick % 676. */
  computorIndex: number;
  epoch: number;
  tick: number;
  time: Date;
  timelock: Uint8Array;
  /** Digests of the tick's transactions in their order, gaps left out; at most 4096. */
  transactionDigests: Uint8Array[];
  /** Fees per contract; nodes of today send zeros, left out here. */
  contractFees: { contractIndex: number; fee: bigint }[];
  signature: Uint8Array;
}

const UNSIGNED_SIZE = 16 + 32 + 32 * TRANSACTIONS_PER_TICK + 8 * MAX_CONTRACTS;
export const TICK_DATA_SIZE = UNSIGNED_SIZE + 64;

export function encodeTickDataRequest(tick: number): Uint8Array {
  return new ByteWriter(4).u32(tick).bytes;
}

export function decodeTickDataRequest(payload: Uint8Array): number {
  const reader = new ByteReader(payload, "tick data request");
  const tick = reader.u32();
  reader.end();
  return tick;
}

/** `mask` is XORed into the computor index: 0 on the wire, 8 (the message type) in the bytes that the leader signs. */
export function encodeUnsignedTickData(data: Omit<TickData, "signature">, mask = 0): Uint8Array {
  if (data.transactionDigests.length > TRANSACTIONS_PER_TICK) {
    throw new QubicError("OUT_OF_RANGE", `A tick has at most ${TRANSACTIONS_PER_TICK} transactions.`);
  }
  const writer = new ByteWriter(UNSIGNED_SIZE)
    .u16(data.computorIndex ^ mask)
    .u16(data.epoch)
    .u32(data.tick);
  writeTickTime(writer, data.time);
  writer.put(data.timelock, 32);
  for (const digest of data.transactionDigests) writer.put(digest, 32);
  writer.skip(32 * (TRANSACTIONS_PER_TICK - data.transactionDigests.length));
  const fees = new DataView(writer.bytes.buffer, UNSIGNED_SIZE - 8 * MAX_CONTRACTS);
  for (const { contractIndex, fee } of data.contractFees) fees.setBigInt64(8 * contractIndex, fee, true);
  return writer.bytes;
}

export function encodeTickData(data: TickData): Uint8Array {
  return new ByteWriter(TICK_DATA_SIZE).put(encodeUnsignedTickData(data)).put(data.signature, 64).bytes;
}

/** The signature isn't verified (see `verifyTickData`). Throws QubicError MALFORMED. */
export function decodeTickData(payload: Uint8Array): TickData {
  const reader = new ByteReader(payload, "tick data");
  const computorIndex = reader.u16();
  const epoch = reader.u16();
  const tick = reader.u32();
  const time = readTickTime(reader);
  const timelock = reader.bytes(32);
  // Mostly zeros, and asked for often: nothing is made of what is empty.
  const digests = reader.bytes(32 * TRANSACTIONS_PER_TICK);
  const transactionDigests: Uint8Array[] = [];
  for (const at of nonZero(digests, 32)) transactionDigests.push(digests.slice(at, at + 32));
  const fees = reader.bytes(8 * MAX_CONTRACTS);
  const contractFees: TickData["contractFees"] = [];
  const feeAt = new DataView(fees.buffer);
  for (const at of nonZero(fees, 8)) contractFees.push({ contractIndex: at / 8, fee: feeAt.getBigInt64(at, true) });
  const signature = reader.bytes(64);
  reader.end();
  return { computorIndex, epoch, tick, time, timelock, transactionDigests, contractFees, signature };
}

/** Where items of `size` bytes begin that are not all zeros. `bytes` must begin at a multiple of 4. */
function nonZero(bytes: Uint8Array, size: number): number[] {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const found: number[] = [];
  for (let i = 0; i < words.length; i++) {
    if (words[i] === 0) continue;
    const at = Math.floor((4 * i) / size) * size;
    found.push(at);
    i = (at + size) / 4 - 1;
  }
  return found;
}
