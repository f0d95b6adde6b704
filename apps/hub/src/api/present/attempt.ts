import type { AttemptRecord } from "@qubix/market";
import type { ArtifactDocument, AttemptDocument } from "@qubix/protocol";

type NumberedAttempt = AttemptRecord & { attempt: number };

export function presentAttempt(attempt: NumberedAttempt, identities: ReadonlyMap<number, string>): AttemptDocument {
  return {
    attempt: attempt.attempt,
    replica: attempt.replica,
    assignment: attempt.assignment,
    provider: attempt.provider,
    identity: identities.get(attempt.provider),
    machine: attempt.machine,
    price: String(attempt.price),
    charge: attempt.charge === undefined ? undefined : String(attempt.charge),
    metrics: attempt.metrics,
    state: attempt.state,
    phase: attempt.phase,
    progress: attempt.progress,
    endReason: attempt.endReason,
    declineReason: attempt.declineReason,
    leaseUntil: attempt.leaseUntil,
    resultDigest: attempt.resultDigest,
    artifact: presentArtifact(attempt),
    createdAt: attempt.createdAt,
    updatedAt: attempt.updatedAt,
  };
}

/** The sealed result of an attempt; undefined until it is uploaded. */
export function presentArtifact(attempt: NumberedAttempt): ArtifactDocument | undefined {
  if (attempt.artifact === undefined || attempt.ciphertextDigest === undefined) return undefined;
  return {
    attempt: attempt.attempt,
    blob: attempt.artifact,
    size: attempt.artifactSize ?? 0,
    ciphertextDigest: attempt.ciphertextDigest,
    resultDigest: attempt.resultDigest,
    maskedKey: attempt.maskedKey,
    uploadedAt: attempt.uploadedAt ?? attempt.updatedAt,
  };
}
