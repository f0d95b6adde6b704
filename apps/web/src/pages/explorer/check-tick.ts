import type { ChainNode } from "@qubix/client";
import { publicKeyFromIdentity, verifyComputorList, verifyTickData } from "@qubix/qubic";

/** What a check of a tick found; `other-epoch` where the node has the computors of another epoch, so that nothing can be said. */
export type TickCheck = "right" | "wrong" | { otherEpoch: number };

/**
 * Whether a tick is what a computor of its epoch has signed: the leader by the list that the network's arbitrator signed, and
 * the signature over all that the tick says.
 * @param arbitrator identity of the network's arbitrator
 */
export async function checkTick(
  node: Pick<ChainNode, "tickData" | "computors">,
  tick: number,
  arbitrator: string,
): Promise<TickCheck> {
  const [data, list] = await Promise.all([node.tickData(tick), node.computors()]);
  if (data === undefined || !verifyComputorList(list, publicKeyFromIdentity(arbitrator))) return "wrong";
  if (list.epoch !== data.epoch) return { otherEpoch: list.epoch };
  return verifyTickData(data, list) ? "right" : "wrong";
}
