import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";

/** Input type of the transactions to the zero address in which computors authorize invocations. */
export const OC_AUTHORIZATION_INPUT_TYPE = 13;
/** Most authorizations in one such transaction. */
export const MAX_AUTHORIZATIONS_PER_TRANSACTION = 9;

const ITEM_SIZE = 112;

/** One computor's authorization of one invocation, as its transaction carries it. */
export interface OcAuthorization {
  invocationId: bigint;
  interfaceIndex: number;
  epoch: number;
  /** K12 of the request. */
  requestDigest: Uint8Array;
  /** Over `authorizationDigestOf` the fields above. */
  signature: Uint8Array;
}

export function encodeAuthorization(items: OcAuthorization[]): Uint8Array {
  if (items.length < 1 || items.length > MAX_AUTHORIZATIONS_PER_TRANSACTION) {
    throw new QubicError("OUT_OF_RANGE", "A transaction carries 1 to 9 authorizations.");
  }
  const writer = new ByteWriter(4 + ITEM_SIZE * items.length).u16(items.length).u16(0);
  for (const item of items) {
    writer.i64(item.invocationId).u16(item.interfaceIndex).u16(item.epoch).u32(0);
    writer.put(item.requestDigest, 32).put(item.signature, 64);
  }
  return writer.bytes;
}

/** Reads the input of a transaction of type 13. Paddings are ignored, as nodes do. Throws QubicError MALFORMED. */
export function decodeAuthorization(input: Uint8Array): OcAuthorization[] {
  const reader = new ByteReader(input, "OC authorization");
  const count = reader.u16();
  reader.u16();
  if (count < 1 || count > MAX_AUTHORIZATIONS_PER_TRANSACTION) {
    throw new QubicError("MALFORMED", `OC authorization: ${count} items can't be.`);
  }
  const items = Array.from({ length: count }, () => {
    const invocationId = reader.i64();
    const interfaceIndex = reader.u16();
    const epoch = reader.u16();
    reader.u32();
    return { invocationId, interfaceIndex, epoch, requestDigest: reader.bytes(32), signature: reader.bytes(64) };
  });
  reader.end();
  return items;
}
