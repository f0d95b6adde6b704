import { z } from "zod";
import { MachineLoad } from "../agent/machine-load.ts";
import { Amount, Identity, Milliseconds, Uint16 } from "../schema/primitives.ts";
import { MachineDescription } from "./machine.ts";
import { Reputation } from "./reputation.ts";

/** A provider as the hub shows it: chain facts, machines that dialled in, and its score. */
export const ProviderDocument = z.object({
  slot: Uint16,
  identity: Identity,
  hot: Identity,
  payout: Identity,
  stake: Amount,
  minPrice: Amount,
  /** Attempts it takes at once, on the chain. */
  capacity: Uint16,
  live: Uint16,
  hubs: z.array(Uint16),
  anyHub: z.boolean(),
  paused: z.boolean(),
  reputation: Reputation,
  /** 0 to 10,000 by the published formula, as the contract computes it. */
  score: z.int().min(0).max(10_000),
  online: z.boolean(),
  machines: z.array(
    z.object({
      ...MachineDescription.shape,
      freeSlots: z.int().min(0),
      lastSeen: Milliseconds,
      load: MachineLoad.optional(),
    }),
  ),
});
export type ProviderDocument = z.infer<typeof ProviderDocument>;
