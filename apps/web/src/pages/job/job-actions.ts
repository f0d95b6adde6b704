import { isTerminalJobState, type JobDocument } from "@qubix/protocol";

/** What can be done to a job now. */
export interface PossibleActions {
  cancel: boolean;
  accept: boolean;
  topUp: boolean;
  /** By anybody: its time has passed. */
  claim: boolean;
}

/** What the contract would take at this tick; it has the last word. */
export function actionsFor(
  job: Pick<JobDocument, "state" | "requester" | "slot" | "deadline" | "windowEnds" | "replicas" | "attempts">,
  identity: string | undefined,
  tick: number,
): PossibleActions {
  const isOnChain = job.slot !== undefined && !isTerminalJobState(job.state);
  const isOwn = job.requester === identity;
  const isCounted = job.state === "revealed" || job.state === "decided";
  const hasCommitment = job.attempts.some(({ state }) => state === "committed" || state === "revealed");
  const end = job.state === "decided" ? job.windowEnds : job.deadline;
  return {
    cancel: isOwn && isOnChain && !isCounted && !hasCommitment && tick <= job.deadline,
    accept: isOwn && isOnChain && job.state === "decided",
    topUp: isOwn && isOnChain && !isCounted && tick <= job.deadline,
    claim: identity !== undefined && isOnChain && end !== undefined && tick > end,
  };
}
