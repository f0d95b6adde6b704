import { type AssignmentEntry, AssignmentState, type GetJobOutput, JobState } from "@qubix/contract";
import { equalBytes } from "@qubix/qubic";

/** What is known of an attempt when its next step is decided. */
export interface DeliveryFacts {
  job: Pick<GetJobOutput, "found" | "finished" | "record" | "tick">;
  /** The attempt's assignment, if the job has it. */
  entry: AssignmentEntry | undefined;
  attempt: number;
  /** The outer limit of the attempt, in ticks. */
  expiry: number;
  /** Tick in which the contract last showed the assignment. */
  seenTick: number | undefined;
  /** The commitment, once the result is sealed and uploaded. */
  commitment: Uint8Array | undefined;
}

/** `object` answers a pending revocation while the run goes on; `done` and `lost` end the attempt here. */
export type DeliveryStep =
  | { kind: "wait" | "commit" | "reveal" | "object" | "done" }
  | { kind: "lost"; reason: string };

const lost = (reason: string): DeliveryStep => ({ kind: "lost", reason });

/** The next step of an attempt by what the contract says: pure, so that each case can be tried. */
export function decideDelivery({ job, entry, attempt, expiry, seenTick, commitment }: DeliveryFacts): DeliveryStep {
  if (!job.found) {
    // The contract forgets a key once no job can be created with it any more: what was there and is gone is over, too.
    const isGone = seenTick !== undefined && job.tick > seenTick;
    if (job.finished || isGone) return commitment ? { kind: "done" } : lost("the job is over");
    return job.tick > expiry ? lost("the job never appeared, or is long over") : { kind: "wait" };
  }
  if (!entry) {
    if (seenTick !== undefined || job.record.attempts >= attempt) return lost("the contract has ended the attempt");
    return job.tick > expiry ? lost("the assignment never came") : { kind: "wait" };
  }
  const { state, revokeAt, digest, objected } = entry.record;
  if (state === AssignmentState.Revealed) return { kind: "done" };
  if (state === AssignmentState.Committed) {
    if (!commitment || !equalBytes(digest, commitment))
      return lost("another commitment stands in this attempt's place");
    return job.record.state === JobState.Revealing ? { kind: "reveal" } : { kind: "wait" };
  }
  if (job.record.state !== JobState.Open) return lost("the time for commitments has passed");
  if (commitment) return { kind: "commit" };
  return revokeAt > 0 && !objected ? { kind: "object" } : { kind: "wait" };
}
