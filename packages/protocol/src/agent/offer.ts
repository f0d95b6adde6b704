import { z } from "zod";
import { Amount, Identity, JobKey, Uint16, Uint32 } from "../schema/primitives.ts";

/**
 * An attempt for a machine to take. `assignment` is missing as long as the contract has not recorded it, which a job
 * with `escrow-final` need not wait for. Times are ticks.
 */
export const Offer = z.object({
  /** Position in the machine's feed. */
  cursor: z.int().min(1),
  jobKey: JobKey,
  jobSlot: Uint32,
  assignment: Uint32.optional(),
  attempt: Uint32,
  replica: z.int().min(0).max(7),
  provider: Uint16,
  machine: z.string(),
  price: Amount,
  expiry: Uint32,
  leaseUntil: Uint32.optional(),
  startPolicy: z.enum(["escrow-final", "assigned", "authorized"]),
  /** Canonical JSON of the spec; its K12 is the job's specDigest. */
  spec: z.string(),
  requester: Identity,
  /** Where the job's trace is (W3C trace context), when it has one. */
  traceparent: z.string().max(64).optional(),
});
export type Offer = z.infer<typeof Offer>;

/** `GET /agent/offers`: what is new after a cursor. Offers may come again; they are the same by job key and attempt. */
export const OfferPage = z.object({
  offers: z.array(Offer),
  cursor: z.int().min(0),
});
export type OfferPage = z.infer<typeof OfferPage>;
