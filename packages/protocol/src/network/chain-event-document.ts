import { z } from "zod";
import { Hex32, Uint16, Uint32, Uint64Text } from "../schema/primitives.ts";

/** An event of the contract as the hub has projected it. What `slot`, `other` and `amount` mean depends on the type. */
export const ChainEventDocument = z.object({
  /** Position in the contract's log of events, as a decimal string. */
  seq: Uint64Text,
  epoch: Uint16,
  tick: Uint32,
  /** The contract's name, `JobCreated`, `Settled` and so on; a number where this hub knows no name. */
  type: z.string(),
  slot: Uint32,
  other: Uint32,
  /** QU, an index or a tick; may be negative. */
  amount: z.string().regex(/^-?[0-9]{1,19}$/),
  /** Job key, root, digest or public key. */
  key: Hex32,
});
export type ChainEventDocument = z.infer<typeof ChainEventDocument>;
