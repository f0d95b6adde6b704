import { z } from "zod";
import { Amount, Uint32 } from "../schema/primitives.ts";

/** The contract's raw counters about a provider; weights are protocol fees really burned, in QU. */
export const Reputation = z.object({
  verified: Amount,
  oddOneOut: Amount,
  expired: Amount,
  declined: Amount,
  lost: Amount,
  /** Distinct requesters served. */
  requesters: Uint32,
});
export type Reputation = z.infer<typeof Reputation>;
