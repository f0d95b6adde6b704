import { z } from "zod";
import { Amount, Identity, Uint32 } from "../schema/primitives.ts";

/** What the chain holds of an identity: all zero for one that it has never seen. */
export const EntityDocument = z.object({
  identity: Identity,
  /** QU: what came in less what went out. */
  balance: Amount,
  incoming: Amount,
  outgoing: Amount,
  incomingTransfers: Uint32,
  outgoingTransfers: Uint32,
  /** 0 where there was none. */
  latestIncomingTick: Uint32,
  latestOutgoingTick: Uint32,
  /** The node's tick when it answered. */
  tick: Uint32,
});
export type EntityDocument = z.infer<typeof EntityDocument>;
