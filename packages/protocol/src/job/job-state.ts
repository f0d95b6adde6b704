import { z } from "zod";

/** A job's lifecycle as people see it. What moves it is in `market`; money follows the contract alone. */
export const JOB_STATES = [
  "submitted", // the hub has the spec and a signed CreateJob
  "funded", // the contract holds the escrow
  "matched", // a provider is reserved for at least one replica
  "assigned", // the contract has recorded an assignment
  "authorized", // 451 computors signed the batch that holds it
  "running", // a machine reports that it runs
  "committed", // every live attempt has committed
  "revealed", // results are open to the requester: "result ready"
  "decided", // the contract has decided; the dispute window is open
  "settled", // everybody is paid
  "cancelled",
  "expired",
  "failed",
] as const;
export const JobState = z.enum(JOB_STATES);
export type JobState = z.infer<typeof JobState>;

/** States that nothing follows. */
export const TERMINAL_JOB_STATES: readonly JobState[] = ["settled", "cancelled", "expired", "failed"];

export function isTerminalJobState(state: JobState): boolean {
  return TERMINAL_JOB_STATES.includes(state);
}
