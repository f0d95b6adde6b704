import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";

export const NUMBER_OF_COMPUTORS = 676;
/** Votes or signatures that make something true on the network. */
export const QUORUM = 451;

/** The computors of an epoch (message 2), signed by the network's arbitrator. */
export interface ComputorList {
  epoch: number;
  /** 676 keys; a computor's index is its place here. */
  publicKeys: Uint8Array[];
  signature: Uint8Array;
}

const UNSIGNED_SIZE = 2 + 32 * NUMBER_OF_COMPUTORS;

/** The part that the arbitrator signs. */
export function encodeUnsignedComputorList(list: Pick<ComputorList, "epoch" | "publicKeys">): Uint8Array {
  if (list.publicKeys.length !== NUMBER_OF_COMPUTORS) throw new QubicError("OUT_OF_RANGE", "A list has 676 computors.");
  const writer = new ByteWriter(UNSIGNED_SIZE).u16(list.epoch);
  for (const key of list.publicKeys) writer.put(key, 32);
  return writer.bytes;
}

export function encodeComputorList(list: ComputorList): Uint8Array {
  return new ByteWriter(UNSIGNED_SIZE + 64).put(encodeUnsignedComputorList(list)).put(list.signature, 64).bytes;
}

/** The signature isn't verified (see `verifyComputorList`). Throws QubicError MALFORMED. */
export function decodeComputorList(payload: Uint8Array): ComputorList {
  const reader = new ByteReader(payload, "computor list");
  const epoch = reader.u16();
  const publicKeys = Array.from({ length: NUMBER_OF_COMPUTORS }, () => reader.bytes(32));
  const signature = reader.bytes(64);
  reader.end();
  return { epoch, publicKeys, signature };
}
