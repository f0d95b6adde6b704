import type { AttemptEndReason, RunOutcome } from "@qubix/protocol";
import type { AttemptRecord } from "../ports/attempt-repository.ts";

/** Whose doing the end of an attempt was. */
export type FailureClass = "none" | "success" | "provider" | "capacity" | "requester" | "network";

/** What an early end of an attempt says. A deadline is looked at more closely by `classOf`. */
export const END_CLASS: Readonly<Record<AttemptEndReason, FailureClass>> = {
  revoked: "provider", // no heartbeat
  "lease-ended": "provider", // no heartbeat, and nobody asked for the revocation
  "not-revealed": "provider", // committed, and did not show it
  deadline: "provider", // had the time that the job allows, and did not end
  declined: "capacity", // said so honestly
  cancelled: "requester",
  refused: "network", // the chain did not take the assignment
  dropped: "network", // the assignment never got into a tick
};

/** What the receipt says about a run. */
export const RUN_CLASS: Readonly<Record<RunOutcome, FailureClass>> = {
  "paid-majority": "success",
  "base-share": "none", // nothing could be decided: nobody's fault, nobody's merit
  "odd-one-out": "provider",
  "not-revealed": "provider",
  "not-committed": "none", // its attempt says why
};

/** What `classOf` looks at. */
export type EndedAttempt = Pick<AttemptRecord, "state" | "endReason" | "createdAt" | "updatedAt">;

/**
 * Class of an attempt that is over.
 * @param outcome what the receipt says about it, where there is one
 * @param wallMs what the spec allows a run
 */
export function classOf(attempt: EndedAttempt, outcome: RunOutcome | undefined, wallMs: number): FailureClass {
  if (attempt.state === "settled") return outcome === undefined ? "none" : RUN_CLASS[outcome];
  if (attempt.state !== "ended" || attempt.endReason === undefined) return "none";
  const hadTime = attempt.updatedAt - attempt.createdAt >= wallMs;
  // A deadline that left less time than the job itself allows was the requester's choice.
  if (attempt.endReason === "deadline" && !hadTime) return "requester";
  return END_CLASS[attempt.endReason];
}
