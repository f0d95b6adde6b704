import { z } from "zod";
import { AttemptMetrics } from "../agent/heartbeat.ts";
import { AttemptEndReason, AttemptPhase, AttemptState } from "../job/attempt-state.ts";
import { CloseReason } from "../job/close-reason.ts";
import { TransactionState } from "../job/job-document.ts";
import { JobState } from "../job/job-state.ts";
import { MatchReport } from "../job/why-document.ts";
import { Amount, BlobDigest, Hex32, Milliseconds, TransactionId, Uint16, Uint32 } from "../schema/primitives.ts";

/** What happened to a job, without its number and time. */
export const JobEventBody = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("state"),
    state: JobState,
    previous: JobState.optional(),
    closeReason: CloseReason.optional(),
    tick: Uint32.optional(),
  }),
  z.object({
    type: z.literal("attempt"),
    attempt: Uint32,
    replica: z.int(),
    provider: Uint16,
    state: AttemptState,
    endReason: AttemptEndReason.optional(),
    tick: Uint32.optional(),
  }),
  z.object({
    type: z.literal("progress"),
    attempt: Uint32,
    phase: AttemptPhase,
    progress: z.number().min(0).max(1).optional(),
    metrics: AttemptMetrics.optional(),
  }),
  /** Log chunks `from` to `to` of an attempt are there; read them from `/logs`. */
  z.object({ type: z.literal("log"), attempt: Uint32, from: z.int(), to: z.int() }),
  z.object({
    type: z.literal("artifact"),
    attempt: Uint32,
    blob: BlobDigest,
    size: z.int(),
    ciphertextDigest: Hex32,
  }),
  /** The requester can open this attempt's result now. */
  z.object({ type: z.literal("result-ready"), attempt: Uint32, resultDigest: Hex32, maskedKey: Hex32 }),
  z.object({
    type: z.literal("transaction"),
    id: TransactionId,
    procedure: z.string(),
    state: TransactionState,
    tick: Uint32,
    code: z.int().optional(),
  }),
  z.object({ type: z.literal("match"), report: MatchReport }),
  /** The requester topped it up: what the job is worth and how long it may take from now on. */
  z.object({ type: z.literal("top-up"), escrow: Amount, priceCap: Amount, deadline: Uint32 }),
  z.object({ type: z.literal("receipt"), closeReason: CloseReason, tick: Uint32 }),
]);
export type JobEventBody = z.infer<typeof JobEventBody>;

/** An event of a job's live feed. `seq` counts from 1 without gaps within the job. */
export const JobEvent = z.object({ seq: z.int().min(1), time: Milliseconds, body: JobEventBody });
export type JobEvent = z.infer<typeof JobEvent>;
