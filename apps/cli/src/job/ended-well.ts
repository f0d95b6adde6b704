import type { JobDocument } from "@qubix/protocol";

/** Whether a job ended with a result that was paid. */
export function endedWell({ closeReason }: JobDocument): boolean {
  return closeReason === "verified" || closeReason === "accepted" || closeReason === "unchallenged";
}
