import { z } from "zod";
import type { JobState } from "./job-state.ts";

/** Why a job ended. 1 to 7 are the contract's numbers; from 20 on, what the chain never saw. */
export const CLOSE_REASONS = {
  verified: 1, // a quorum of two or more agreed
  accepted: 2, // a single run, accepted by the requester
  unchallenged: 3, // a single run, and the window passed
  "no-quorum": 4,
  cancelled: 5,
  expired: 6, // no commitment in time
  unrevealed: 7, // commitments, but no reveal
  refused: 20, // the chain refused the creation and refunded
  dropped: 21, // the transaction never got into a tick; nothing was paid
} as const;
export type CloseReason = keyof typeof CLOSE_REASONS;
export const CloseReason = z.enum(Object.keys(CLOSE_REASONS) as [CloseReason, ...CloseReason[]]);

/** Name of the contract's number. */
export function closeReasonOf(code: number): CloseReason | undefined {
  return (Object.keys(CLOSE_REASONS) as CloseReason[]).find((name) => CLOSE_REASONS[name] === code);
}

const FINAL_STATE: Record<CloseReason, JobState> = {
  verified: "settled",
  accepted: "settled",
  unchallenged: "settled",
  "no-quorum": "failed",
  cancelled: "cancelled",
  expired: "expired",
  unrevealed: "failed",
  refused: "failed",
  dropped: "failed",
};

/** The state in which a job rests that closed for `reason`. */
export function finalStateOf(reason: CloseReason): JobState {
  return FINAL_STATE[reason];
}

/** One sentence for people. */
export const CLOSE_REASON_TEXT: Record<CloseReason, string> = {
  verified: "Verified: a quorum of independent runs gave the same result.",
  accepted: "Accepted by the requester.",
  unchallenged: "Nobody challenged the result within its window.",
  "no-quorum": "No quorum: the runs gave different results. Providers got a base share, the rest was refunded.",
  cancelled: "Cancelled by the requester; what was not owed was refunded.",
  expired: "No provider committed a result in time; the escrow was refunded.",
  unrevealed: "Results were promised but never shown; the escrow was refunded.",
  refused: "The contract refused the job and sent the money back.",
  dropped: "The transaction never got into a tick; nothing was paid. Submit again.",
};
