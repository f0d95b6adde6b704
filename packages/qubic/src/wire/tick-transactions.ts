import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";
import { TRANSACTIONS_PER_TICK } from "./tick-data.ts";

/** Asks for a tick's transactions (29), without those already had; answered with transactions (24), then END (35). */
export interface TickTransactionsRequest {
  tick: number;
  /** Places in the tick's list that shall not be sent. */
  except: number[];
}

export function encodeTickTransactionsRequest({ tick, except }: TickTransactionsRequest): Uint8Array {
  const bytes = new ByteWriter(4 + TRANSACTIONS_PER_TICK / 8).u32(tick).bytes;
  for (const index of except) {
    if (!(index >= 0 && index < TRANSACTIONS_PER_TICK))
      throw new QubicError("OUT_OF_RANGE", `No place ${index} in a tick.`);
    bytes[4 + (index >> 3)]! |= 1 << (index & 7);
  }
  return bytes;
}

export function decodeTickTransactionsRequest(payload: Uint8Array): TickTransactionsRequest {
  const reader = new ByteReader(payload, "tick transactions request");
  const tick = reader.u32();
  const flags = reader.bytes(TRANSACTIONS_PER_TICK / 8);
  reader.end();
  const except: number[] = [];
  for (let index = 0; index < TRANSACTIONS_PER_TICK; index++) {
    if (flags[index >> 3]! & (1 << (index & 7))) except.push(index);
  }
  return { tick, except };
}
