import { z } from "zod";

/** One provider's run of one replica, as the hub and the chain see it. */
export const ATTEMPT_STATES = [
  "reserved", // matched; AssignJobs is signed or on its way
  "assigned", // the contract has recorded it
  "authorized", // its batch is authorized by the computors
  "committed", // the contract has its commitment
  "revealed", // the contract has its reveal
  "settled", // its job was settled; paid or not stands in the receipt
  "ended", // ended before a reveal; `endReason` says why
] as const;
export const AttemptState = z.enum(ATTEMPT_STATES);
export type AttemptState = z.infer<typeof AttemptState>;

/** How far the machine has come with it, from heartbeats. */
export const ATTEMPT_PHASES = ["offered", "accepted", "fetching", "running", "sealing", "uploaded"] as const;
export const AttemptPhase = z.enum(ATTEMPT_PHASES);
export type AttemptPhase = z.infer<typeof AttemptPhase>;

/** Why an attempt ended early. 1 to 6 are the contract's numbers; from 20 on, what the chain never saw. */
export const ATTEMPT_END_REASONS = {
  revoked: 1,
  "lease-ended": 2,
  declined: 3,
  cancelled: 4,
  "not-revealed": 5,
  deadline: 6,
  refused: 20, // the chain refused the assignment
  dropped: 21, // the assignment never got into a tick
} as const;
export type AttemptEndReason = keyof typeof ATTEMPT_END_REASONS;
export const AttemptEndReason = z.enum(Object.keys(ATTEMPT_END_REASONS) as [AttemptEndReason, ...AttemptEndReason[]]);

/** Name of the contract's number. */
export function attemptEndReasonOf(code: number): AttemptEndReason | undefined {
  return (Object.keys(ATTEMPT_END_REASONS) as AttemptEndReason[]).find((name) => ATTEMPT_END_REASONS[name] === code);
}

/** Why an agent gives an assignment back: told to the hub by name, and to the contract by number. */
export const DECLINE_REASONS = {
  capacity: 1,
  unsupported: 2,
  "inputs-missing": 3,
  "check-failed": 4,
  "shutting-down": 5,
  underpaid: 6, // the price does not cover what the run may use, by the machine's asks
} as const;
export type DeclineReason = keyof typeof DECLINE_REASONS;
export const DeclineReason = z.enum(Object.keys(DECLINE_REASONS) as [DeclineReason, ...DeclineReason[]]);

/** One sentence for people. */
export const DECLINE_REASON_TEXT: Record<DeclineReason, string> = {
  capacity: "its machine could not carry the run",
  unsupported: "its machine does not run this kind of job",
  "inputs-missing": "a file of the job could not be fetched",
  "check-failed": "a check of the assignment or of its result failed",
  "shutting-down": "its agent was shutting down",
  underpaid: "the price does not cover what the run may use",
};
