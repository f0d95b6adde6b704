import type { JobState } from "@qubix/protocol";
import { MarketError } from "../errors.ts";

/** States of a job whose escrow is locked and that still wants runs; attempts come and go, so it moves freely among them. */
export const OPEN_JOB_STATES = ["funded", "matched", "assigned", "authorized", "running"] as const;

const open: readonly JobState[] = OPEN_JOB_STATES;
/** What may follow any state in which the escrow is locked; steps may be skipped when a gap is healed from the contract's state. */
const ends: readonly JobState[] = ["settled", "cancelled", "expired", "failed"];

/** Every legal step of a job. A state's own name is not in its list: staying is no transition. */
export const JOB_TRANSITIONS: Readonly<Record<JobState, readonly JobState[]>> = {
  submitted: [...open, "committed", "revealed", "decided", ...ends],
  funded: [...others("funded"), "committed", "revealed", "decided", ...ends],
  matched: [...others("matched"), "committed", "revealed", "decided", ...ends],
  assigned: [...others("assigned"), "committed", "revealed", "decided", ...ends],
  authorized: [...others("authorized"), "committed", "revealed", "decided", ...ends],
  running: [...others("running"), "committed", "revealed", "decided", ...ends],
  committed: ["revealed", "decided", ...ends],
  revealed: ["decided", ...ends],
  decided: ends,
  settled: [],
  cancelled: [],
  expired: [],
  failed: [],
};

/** @throws MarketError ILLEGAL_TRANSITION */
export function assertJobTransition(from: JobState, to: JobState): void {
  if (from !== to && !JOB_TRANSITIONS[from].includes(to)) {
    throw new MarketError("ILLEGAL_TRANSITION", `A job can't go from ${from} to ${to}.`, { from, to });
  }
}

function others(state: JobState): JobState[] {
  return open.filter((other) => other !== state);
}
