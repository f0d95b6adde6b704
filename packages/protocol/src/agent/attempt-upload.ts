import { z } from "zod";
import { BlobDigest, Hex32, hexUpTo, JobKey, Uint16, Uint32 } from "../schema/primitives.ts";
import { AttemptMetrics } from "./heartbeat.ts";

/** Sealed log that a hub keeps of one attempt, in bytes; it refuses more with LOG_FULL. */
export const LOG_BYTES_PER_ATTEMPT = 32 * 1024 * 1024;
/** Pieces of log in one upload. */
export const LOG_PIECES_PER_UPLOAD = 64;

/** `POST …/logs`: sealed pieces of log, numbered from `seq` on. Sending them again is harmless. */
export const LogUpload = z.strictObject({
  /** The attempt's X25519 public key. */
  ephemeral: Hex32,
  seq: z.int().min(0),
  chunks: z
    .array(z.base64().max(96 * 1024))
    .min(1)
    .max(LOG_PIECES_PER_UPLOAD),
});
export type LogUpload = z.infer<typeof LogUpload>;

/** `POST …/result`: the sealed artifact is in the blob store. */
export const ResultUpload = z.strictObject({
  blob: BlobDigest,
  ciphertextDigest: Hex32,
  /** What the run used, all in all; estimates learn from it. */
  metrics: AttemptMetrics.optional(),
});
export type ResultUpload = z.infer<typeof ResultUpload>;

/** Results of at most this many bytes may lie in the delivery itself. */
export const INLINE_RESULT_BYTES = 32 * 1024;
/** Results in one delivery. */
export const RESULTS_PER_DELIVERY = 64;

/** `POST /agent/results`: sealed artifacts of several attempts; small ones come with their bytes, others are blobs already. */
export const ResultDelivery = z.strictObject({
  results: z
    .array(
      ResultUpload.extend({
        jobKey: JobKey,
        attempt: Uint32,
        /** The artifact's bytes. */
        content: z
          .base64()
          .max(Math.ceil(INLINE_RESULT_BYTES / 3) * 4)
          .optional(),
      }),
    )
    .min(1)
    .max(RESULTS_PER_DELIVERY),
});
export type ResultDelivery = z.infer<typeof ResultDelivery>;

/** What became of each, in their order: `problem` where it was refused. */
export const ResultOutcomes = z.object({
  results: z.array(
    z.object({
      jobKey: JobKey,
      attempt: Uint32,
      problem: z.object({ code: z.string(), detail: z.string() }).optional(),
    }),
  ),
});
export type ResultOutcomes = z.infer<typeof ResultOutcomes>;

/** `GET …/bundle`: the computors' authorization and the way from this assignment's leaf to its root. */
export const AuthorizationProof = z.object({
  /** The OC message of the node, hex. */
  bundle: hexUpTo(1024 * 1024),
  path: z.array(Hex32).max(16),
  leafIndex: Uint32,
  batch: Uint32,
  epoch: Uint16,
});
export type AuthorizationProof = z.infer<typeof AuthorizationProof>;

/** What goes over the agent's socket: only "look". */
export const AgentPoke = z.object({ type: z.literal("poke") });
export type AgentPoke = z.infer<typeof AgentPoke>;
