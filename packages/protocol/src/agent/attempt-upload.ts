import { z } from "zod";
import { BlobDigest, Hex32, hexUpTo, Uint16, Uint32 } from "../schema/primitives.ts";

/** `POST …/logs`: sealed pieces of log, numbered from `seq` on. Sending them again is harmless. */
export const LogUpload = z.strictObject({
  /** The attempt's X25519 public key. */
  ephemeral: Hex32,
  seq: z.int().min(0),
  chunks: z
    .array(z.base64().max(96 * 1024))
    .min(1)
    .max(64),
});
export type LogUpload = z.infer<typeof LogUpload>;

/** `POST …/result`: the sealed artifact is in the blob store. */
export const ResultUpload = z.strictObject({ blob: BlobDigest, ciphertextDigest: Hex32 });
export type ResultUpload = z.infer<typeof ResultUpload>;

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
