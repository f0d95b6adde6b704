import { k12 } from "../crypto/k12.ts";
import { verify } from "../crypto/signature.ts";
import { type ComputorList, NUMBER_OF_COMPUTORS } from "../wire/computors.ts";
import { MessageType } from "../wire/message-type.ts";
import { encodeUnsignedTickData, type TickData } from "../wire/tick-data.ts";

/** The digest that a tick's leader signs: the message type is XORed in, so that nothing else can be meant by it. */
export function tickDataDigest(data: Omit<TickData, "signature">): Uint8Array {
  return k12(encodeUnsignedTickData(data, MessageType.broadcastTickData));
}

/** Whether tick data was made by the leader of its tick, a computor of its epoch. */
export function verifyTickData(data: TickData, computors: Pick<ComputorList, "epoch" | "publicKeys">): boolean {
  if (data.epoch !== computors.epoch || data.computorIndex !== data.tick % NUMBER_OF_COMPUTORS) return false;
  const leader = computors.publicKeys[data.computorIndex];
  return leader !== undefined && verify(leader, tickDataDigest(data), data.signature);
}
