import { Amount, BlobDigest, Hex32, Offer } from "@qubix/protocol";
import { z } from "zod";

/** How far an attempt has come, as far as a restart must know. */
export const RecordPhase = z.enum(["running", "sealed", "uploaded"]);

/** What is sealed and will be committed to. */
const SealedResult = z.strictObject({
  resultDigest: Hex32,
  ciphertextDigest: Hex32,
  blob: BlobDigest,
  salt: Hex32,
  /** What a metered job is charged; 0 for others, and in records from before. */
  charge: Amount.default("0"),
});

/** An attempt as it lies in the journal: everything that must not be lost when the process is killed. Holds secrets:
 * the keys that open the result, and the salt. */
export const AttemptRecord = z.strictObject({
  version: z.literal(1),
  offer: Offer,
  phase: RecordPhase,
  seal: z.strictObject({ ephemeral: Hex32, contentKey: Hex32, maskedKey: Hex32, logKey: Hex32 }),
  result: SealedResult.optional(),
});
export type AttemptRecord = z.infer<typeof AttemptRecord>;

/** Name of an attempt: unique for ever. */
export const attemptId = ({ jobKey, attempt }: { jobKey: string; attempt: number }) => `${jobKey}-${attempt}`;
