import { z } from "zod";
import { MachineLoad } from "../agent/machine-load.ts";
import { Amount, Identity, Milliseconds, Uint16 } from "../schema/primitives.ts";
import { MachineDescription } from "./machine.ts";

/** What one machine of a provider offers now. */
export const MachineDocument = z.object({
  ...MachineDescription.shape,
  provider: Uint16,
  /** The provider's identity. */
  identity: Identity,
  /** The provider's stake and least price on the chain. */
  stake: Amount,
  minPrice: Amount,
  /** The provider's reputation, 0 to 10,000. */
  score: z.int().min(0).max(10_000),
  online: z.boolean(),
  freeSlots: z.int().min(0),
  lastSeen: Milliseconds,
  /** Of a machine that is online and tells it. */
  load: MachineLoad.optional(),
});
export type MachineDocument = z.infer<typeof MachineDocument>;
