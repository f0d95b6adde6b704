import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";

/** Where a node is (message 28). All zero while the node doesn't know its epoch's computors. */
export interface TickInfo {
  tick: number;
  epoch: number;
  /** Milliseconds that the current tick has taken so far. */
  tickDuration: number;
  /** First tick of the epoch, or of the node's run. */
  initialTick: number;
  /** Votes for the current tick that agree with the node, and that don't. */
  aligned: number;
  misaligned: number;
}

export function encodeTickInfo(info: TickInfo): Uint8Array {
  return new ByteWriter(16)
    .u16(info.tickDuration)
    .u16(info.epoch)
    .u32(info.tick)
    .u16(info.aligned)
    .u16(info.misaligned)
    .u32(info.initialTick).bytes;
}

export function decodeTickInfo(payload: Uint8Array): TickInfo {
  const reader = new ByteReader(payload, "tick info");
  const tickDuration = reader.u16();
  const epoch = reader.u16();
  const tick = reader.u32();
  const aligned = reader.u16();
  const misaligned = reader.u16();
  const initialTick = reader.u32();
  reader.end();
  return { tick, epoch, tickDuration, initialTick, aligned, misaligned };
}
