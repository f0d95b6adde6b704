import { z } from "zod";
import { Amount, BlobDigest, Uint16 } from "../schema/primitives.ts";

/** How fast a model has run on one class of hardware, from runs that were paid for. */
export const ModelSpeed = z.object({
  /** Class by measured speed, or `any`. */
  hardware: z.string(),
  runs: z.int().min(0),
  wallMs: z.object({ p50: z.number(), p95: z.number() }).optional(),
  memoryMiB: z.object({ p50: z.number(), p95: z.number() }).optional(),
});

/** What a model has been used for on this hub and has earned, from settled jobs and the contract's events. */
export const ModelUsageDocument = z.object({
  jobs: z.int().min(0),
  requesters: z.int().min(0),
  /** Royalties of its own jobs, before its parents' shares. */
  royalties: Amount,
  /** What the contract has paid for it: of its own jobs, and of those of models that were made from it. */
  earned: Amount,
  /** How many have bought access here, and what they paid, before the parents' shares. */
  access: z.object({ bought: z.int().min(0), paid: Amount }).optional(),
  /** By version that is on the chain, newest first. */
  versions: z.array(
    z.object({ digest: BlobDigest, slot: Uint16, number: z.int(), jobs: z.int(), royalties: Amount, earned: Amount }),
  ),
  /** By day of the settlement (UTC), the last thirty. */
  days: z.array(z.object({ day: z.string(), jobs: z.int(), royalties: Amount })),
  speed: z.array(ModelSpeed),
});
export type ModelUsageDocument = z.infer<typeof ModelUsageDocument>;
