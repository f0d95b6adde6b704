import type { JobRecord } from "@qubix/market";
import { CLOSE_REASON_TEXT, MATCH_REASON_TEXT, type MatchReason } from "@qubix/protocol";

/** Where a job stands, in one sentence for people. */
export function jobSituation(job: JobRecord): string {
  switch (job.state) {
    case "submitted":
      return "The hub waits for the chain to accept CreateJob.";
    case "funded":
      return job.report === undefined
        ? "The escrow is locked; the hub has not looked for providers yet."
        : `The escrow is locked and the job waits for a provider${mostCommon(job.report.reasons)}. It waits until tick ${job.deadline}.`;
    case "matched":
      return "Providers are reserved; the hub's AssignJobs is on its way to the chain.";
    case "assigned":
      return "The contract has recorded the assignment; the computors have not authorized it yet.";
    case "authorized":
      return "The computors have authorized the assignment; no machine has reported that it runs.";
    case "running":
      return "Machines run it.";
    case "committed":
      return "All results are committed; the providers reveal them now.";
    case "revealed":
      return "Results are open to the requester; the contract has not decided yet.";
    case "decided":
      return `The contract has decided and pays when tick ${job.windowEnds ?? "of the window"} has passed, or at once on AcceptResult.`;
    case "settled":
    case "cancelled":
    case "expired":
    case "failed":
      return (
        job.refusal ?? (job.closeReason === undefined ? `It is ${job.state}.` : CLOSE_REASON_TEXT[job.closeReason])
      );
  }
}

function mostCommon(reasons: Partial<Record<MatchReason, number>>): string {
  const ranked = (Object.entries(reasons) as [MatchReason, number][]).sort((a, b) => b[1] - a[1]);
  const first = ranked[0];
  return first === undefined ? "" : `; of those passed over, ${first[1]}: ${MATCH_REASON_TEXT[first[0]]}`;
}
