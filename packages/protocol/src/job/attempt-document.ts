import { z } from "zod";
import { AttemptMetrics } from "../agent/heartbeat.ts";
import { Amount, BlobDigest, Hex32, Identity, Milliseconds, Uint16, Uint32 } from "../schema/primitives.ts";
import { AttemptEndReason, AttemptPhase, AttemptState, DeclineReason } from "./attempt-state.ts";

/** The sealed result of an attempt; `maskedKey` and `resultDigest` are there once revealed on the chain. */
export const ArtifactDocument = z.object({
  attempt: Uint32,
  blob: BlobDigest,
  size: z.int().min(0),
  ciphertextDigest: Hex32,
  resultDigest: Hex32.optional(),
  maskedKey: Hex32.optional(),
  uploadedAt: Milliseconds,
});
export type ArtifactDocument = z.infer<typeof ArtifactDocument>;

/** One attempt as the hub shows it. */
export const AttemptDocument = z.object({
  attempt: Uint32,
  replica: z.int().min(0).max(7),
  /** Slot of the assignment on the chain, once it is there. */
  assignment: Uint32.optional(),
  provider: Uint16,
  identity: Identity.optional(),
  machine: z.string(),
  price: Amount,
  /** Of a metered job, from the reveal on: what it asked for. The receipt says what it was paid. */
  charge: Amount.optional(),
  /** What the run uses, as its agent says. */
  metrics: AttemptMetrics.optional(),
  state: AttemptState,
  phase: AttemptPhase.optional(),
  progress: z.number().min(0).max(1).optional(),
  endReason: AttemptEndReason.optional(),
  /** Why its agent gave it back, as that says; agents of earlier versions say nothing. */
  declineReason: DeclineReason.optional(),
  leaseUntil: Uint32.optional(),
  resultDigest: Hex32.optional(),
  artifact: ArtifactDocument.optional(),
  createdAt: Milliseconds,
  updatedAt: Milliseconds,
});
export type AttemptDocument = z.infer<typeof AttemptDocument>;
