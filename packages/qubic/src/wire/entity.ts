import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { QubicError } from "../errors.ts";

/** Levels of the Merkle tree over all entities. */
export const SPECTRUM_DEPTH = 24;

/** What the spectrum holds about one entity. Amounts in QU. */
export interface EntityRecord {
  publicKey: Uint8Array;
  incoming: bigint;
  outgoing: bigint;
  incomingTransfers: number;
  outgoingTransfers: number;
  latestIncomingTick: number;
  latestOutgoingTick: number;
}

/** A node's answer about an entity (message 32). */
export interface Entity extends EntityRecord {
  /** `incoming - outgoing`. */
  balance: bigint;
  /** The node's tick when it answered. */
  tick: number;
  /** Place in the spectrum, -1 for an entity that the node doesn't know (all its numbers are zero then). */
  spectrumIndex: number;
  /** The record's siblings in the spectrum's Merkle tree, from the leaf up. */
  siblings: Uint8Array[];
}

export function encodeEntityRequest(publicKey: Uint8Array): Uint8Array {
  return new ByteWriter(32).put(publicKey, 32).bytes;
}

export function decodeEntityRequest(payload: Uint8Array): Uint8Array {
  if (payload.length !== 32) throw new QubicError("MALFORMED", "entity request: expected 32 bytes.");
  return payload;
}

/** The 64 bytes of an entity that the spectrum's tree has as a leaf. */
export function encodeEntityRecord(record: EntityRecord): Uint8Array {
  return new ByteWriter(64)
    .put(record.publicKey, 32)
    .i64(record.incoming)
    .i64(record.outgoing)
    .u32(record.incomingTransfers)
    .u32(record.outgoingTransfers)
    .u32(record.latestIncomingTick)
    .u32(record.latestOutgoingTick).bytes;
}

export function encodeEntity(entity: Omit<Entity, "balance">): Uint8Array {
  const writer = new ByteWriter(64 + 8 + 32 * SPECTRUM_DEPTH)
    .put(encodeEntityRecord(entity))
    .u32(entity.tick)
    .i32(entity.spectrumIndex);
  if (entity.siblings.length !== SPECTRUM_DEPTH) throw new QubicError("OUT_OF_RANGE", "An entity has 24 siblings.");
  for (const sibling of entity.siblings) writer.put(sibling, 32);
  return writer.bytes;
}

/** Throws QubicError MALFORMED. */
export function decodeEntity(payload: Uint8Array): Entity {
  const reader = new ByteReader(payload, "entity");
  const publicKey = reader.bytes(32);
  const incoming = reader.i64();
  const outgoing = reader.i64();
  const [incomingTransfers, outgoingTransfers] = [reader.u32(), reader.u32()];
  const [latestIncomingTick, latestOutgoingTick] = [reader.u32(), reader.u32()];
  const tick = reader.u32();
  const spectrumIndex = reader.i32();
  const siblings = Array.from({ length: SPECTRUM_DEPTH }, () => reader.bytes(32));
  reader.end();
  const record = {
    publicKey,
    incoming,
    outgoing,
    incomingTransfers,
    outgoingTransfers,
    latestIncomingTick,
    latestOutgoingTick,
  };
  return { ...record, balance: incoming - outgoing, tick, spectrumIndex, siblings };
}
