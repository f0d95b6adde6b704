import { ciphertextDigest, type JobDocument, openArtifact, type ResultBundle, resultDigest } from "@qubix/protocol";
import { fromHex, toHex } from "@qubix/qubic";
import type { HubClient } from "../hub/hub-client.ts";
import { type Keys, signerOf } from "../signing/signer.ts";
import type { Progress } from "../transfer/transfer-options.ts";

/** What an attempt delivered, opened and checked. */
export type OpenedResult = ResultBundle & { attempt: number; resultDigest: string };

/** A result that is not what the chain says. */
export class ResultMismatchError extends Error {
  override readonly name = "ResultMismatchError";
  readonly code = "RESULT_MISMATCH";
}

/** Downloads and opens a revealed attempt's result: of the majority if the job is decided, else of the first that can
 * be opened. Undefined while there is none. The requester's keys open what was sealed with the key derived from them.
 * @throws ResultMismatchError when it differs from what was revealed on the chain; ProtocolError, HubError */
export async function openResult(
  hub: HubClient,
  job: JobDocument,
  keys: Keys,
  attempt?: number,
  onProgress?: (progress: Progress) => void,
): Promise<OpenedResult | undefined> {
  const revealed = job.attempts.filter(
    ({ artifact }) => artifact?.maskedKey !== undefined && artifact.resultDigest !== undefined,
  );
  const chosen =
    attempt === undefined
      ? (revealed.find((one) => one.artifact!.resultDigest === job.resultDigest) ?? revealed[0])
      : revealed.find((one) => one.attempt === attempt);
  if (!chosen?.artifact?.maskedKey) return undefined;
  const sealed = await hub.artifact(job.key, chosen.attempt, onProgress);
  if (toHex(ciphertextDigest(sealed)) !== chosen.artifact.ciphertextDigest)
    throw new ResultMismatchError("The sealed result is not the one that was committed to.");
  const bundle = openArtifact({
    sealed,
    maskedKey: fromHex(chosen.artifact.maskedKey),
    secretKey: (await signerOf(keys).sealKeyPair()).secretKey,
    jobKey: fromHex(job.key),
    attempt: chosen.attempt,
  });
  const digest = resultDigest(bundle.result);
  if (digest !== chosen.artifact.resultDigest)
    throw new ResultMismatchError("The opened result is not the one that was revealed on the chain.");
  return { ...bundle, attempt: chosen.attempt, resultDigest: digest };
}
