import { z } from "zod";
import { Amount, Identity, JobKey, Milliseconds, Uint16, Uint32 } from "../schema/primitives.ts";
import { AttemptEndReason, DeclineReason } from "./attempt-state.ts";
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

/** How the job stands in its hub's queue. Places are shared out evenly among requesters, whatever each has queued. */
export const QueuePlace = z.object({
  at: Milliseconds,
  /** Replicas that wait for a place, of everybody and of this job's requester. */
  waiting: z.int().min(0),
  ofRequester: z.int().min(0),
  requesters: z.int().min(0),
  /** About how many of others get a place before the requester's next one, if all fit the same places. */
  ahead: z.int().min(0),
});
export type QueuePlace = z.infer<typeof QueuePlace>;

/** Why one provider's machines have or have not been chosen, found out anew for this request. */
export const ProviderAnswer = z.object({
  provider: Uint16,
  identity: Identity,
  machines: z.array(z.object({ machine: z.string(), price: Amount, misses: z.array(MatchReason) })).max(1024),
  /** In words, what holds beyond the machines. */
  summary: z.string(),
  /** When it may have work again, if it rests after failures. */
  restsUntil: Milliseconds.optional(),
});
export type ProviderAnswer = z.infer<typeof ProviderAnswer>;

/** An attempt that ended without a result, and why as far as anybody said. */
export const EndedAttempt = z.object({
  attempt: Uint32,
  provider: Uint16,
  identity: Identity.optional(),
  endReason: AttemptEndReason.optional(),
  declineReason: DeclineReason.optional(),
  at: Milliseconds,
});
export type EndedAttempt = z.infer<typeof EndedAttempt>;

/** `GET /jobs/:key/why`: where the job stands, in words, and why nobody took it if nobody did. */
export const WhyDocument = z.object({
  key: JobKey,
  state: JobState,
  summary: z.string(),
  report: MatchReport.optional(),
  /** The newest attempts that ended without a result, newest first. */
  ended: z.array(EndedAttempt).max(32).optional(),
  /** While replicas of it wait. */
  queue: QueuePlace.optional(),
  /** Nobody gets it before: several providers have failed on it. */
  notBefore: Milliseconds.optional(),
  /** When a provider was asked about. */
  provider: ProviderAnswer.optional(),
});
export type WhyDocument = z.infer<typeof WhyDocument>;
