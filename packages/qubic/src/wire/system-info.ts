import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { readTickTime, writeTickTime } from "./tick-time.ts";

/** A node's state in numbers (message 47, 128 bytes). */
export interface SystemInfo {
  version: number;
  epoch: number;
  tick: number;
  initialTick: number;
  latestCreatedTick: number;
  /** Time of the epoch's first tick. */
  initialTime: Date;
  numberOfEntities: number;
  /** Executed in this epoch. */
  numberOfTransactions: number;
  randomMiningSeed: Uint8Array;
  solutionThreshold: number;
  /** All QU that exist. */
  totalAmount: bigint;
  entityBalanceDustThreshold: bigint;
  targetTickVoteSignature: number;
  /** First eight bytes of the arbitrator's signature on the computor list; 0 while there is none. */
  computorListSignature: bigint;
  solutionAdditionalThreshold: bigint;
}

export function encodeSystemInfo(info: SystemInfo): Uint8Array {
  const writer = new ByteWriter(128)
    .u16(info.version)
    .u16(info.epoch)
    .u32(info.tick)
    .u32(info.initialTick)
    .u32(info.latestCreatedTick);
  writeTickTime(writer, info.initialTime);
  return writer
    .u32(info.numberOfEntities)
    .u32(info.numberOfTransactions)
    .put(info.randomMiningSeed, 32)
    .i32(info.solutionThreshold)
    .u64(info.totalAmount)
    .u64(info.entityBalanceDustThreshold)
    .u32(info.targetTickVoteSignature)
    .u64(info.computorListSignature)
    .u64(info.solutionAdditionalThreshold).bytes;
}

/** Throws QubicError MALFORMED. */
export function decodeSystemInfo(payload: Uint8Array): SystemInfo {
  const reader = new ByteReader(payload, "system info");
  const version = reader.u16();
  const epoch = reader.u16();
  const [tick, initialTick, latestCreatedTick] = [reader.u32(), reader.u32(), reader.u32()];
  const initialTime = readTickTime(reader);
  const [numberOfEntities, numberOfTransactions] = [reader.u32(), reader.u32()];
  const randomMiningSeed = reader.bytes(32);
  const solutionThreshold = reader.i32();
  const [totalAmount, entityBalanceDustThreshold] = [reader.u64(), reader.u64()];
  const targetTickVoteSignature = reader.u32();
  const [computorListSignature, solutionAdditionalThreshold] = [reader.u64(), reader.u64()];
  reader.bytes(24);
  reader.end();
  return {
    version,
    epoch,
    tick,
    initialTick,
    latestCreatedTick,
    initialTime,
    numberOfEntities,
    numberOfTransactions,
    randomMiningSeed,
    solutionThreshold,
    totalAmount,
    entityBalanceDustThreshold,
    targetTickVoteSignature,
    computorListSignature,
    solutionAdditionalThreshold,
  };
}
