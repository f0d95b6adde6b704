import { type AttemptPhase, type AttemptState, type CloseReason, finalStateOf, type JobState } from "@qubix/protocol";

/** What the contract says about a job. `absent`: it has not (yet) seen the creation. */
export type ChainJobView =
  | { state: "absent" | "open" | "revealing" | "decided" }
  | { state: "closed"; closeReason: CloseReason };

export interface AttemptView {
  state: AttemptState;
  phase?: AttemptPhase | undefined;
}

const BUSY_PHASES: readonly (AttemptPhase | undefined)[] = ["fetching", "running", "sealing", "uploaded"];

/**
 * A job's state from what the contract says and how its attempts stand. The contract decides everything about money;
 * among the open states the attempt that is furthest along speaks for the job.
 */
export function deriveJobState(chain: ChainJobView, attempts: readonly AttemptView[]): JobState {
  switch (chain.state) {
    case "absent":
      return "submitted";
    case "closed":
      return finalStateOf(chain.closeReason);
    case "decided":
      return "decided";
    case "revealing":
      return attempts.some((attempt) => attempt.state === "revealed") ? "revealed" : "committed";
    case "open":
      return openState(attempts);
  }
}

function openState(attempts: readonly AttemptView[]): JobState {
  const live = attempts.filter((attempt) => attempt.state !== "ended");
  if (live.some((attempt) => attempt.state === "committed" || BUSY_PHASES.includes(attempt.phase))) return "running";
  if (live.some((attempt) => attempt.state === "authorized")) return "authorized";
  if (live.some((attempt) => attempt.state === "assigned")) return "assigned";
  return live.length > 0 ? "matched" : "funded";
}
