import { z } from "zod";
import { Amount, Identity, JobKey, Milliseconds, Uint16 } from "../schema/primitives.ts";
import { JobState } from "./job-state.ts";
import { MatchReason } from "./match-reason.ts";

/** An offer that missed by little. `misses` are all of its reasons. */
export const NearMiss = z.object({
  provider: Uint16,
  identity: Identity.optional(),
  machine: z.string(),
  price: Amount,
  misses: z.array(MatchReason).min(1),
});
export type NearMiss = z.infer<typeof NearMiss>;

/** The last look at the market for a job: counts by reason and the nearest misses. */
export const MatchReport = z.object({
  at: Milliseconds,
  /** Version of the market's snapshot that was looked at. */
  snapshot: z.int().min(0),
  /** Offers looked at, and how many of them fitted. */
  offers: z.int().min(0),
  fitting: z.int().min(0),
  reasons: z.partialRecord(MatchReason, z.int().min(1)),
  nearest: z.array(NearMiss).max(10),
});
export type MatchReport = z.infer<typeof MatchReport>;

/** `GET /jobs/:key/why`: where the job stands, in words, and why nobody took it if nobody did. */
export const WhyDocument = z.object({
  key: JobKey,
  state: JobState,
  summary: z.string(),
  report: MatchReport.optional(),
});
export type WhyDocument = z.infer<typeof WhyDocument>;
