import { z } from "zod";
import { Amount, Uint32 } from "../schema/primitives.ts";

/** The contract's raw counters about a provider's runs. */
export const Reputation = z.object({
  /** Paid in full. */
  verified: Amount,
  /** Paid the base share, since nothing could be decided. */
  undecided: Amount,
  /** Revealed something else than the majority. */
  oddOneOut: Amount,
  /** Committed, never revealed. */
  expired: Amount,
  declined: Amount,
  /** Revoked, or the lease or deadline passed. */
  lost: Amount,
  /** Distinct requesters who paid a fee that was burned (the contract counts up to 128). */
  requesters: Uint32,
});
export type Reputation = z.infer<typeof Reputation>;
