import type { CloseReason, JobDocument, JobEvent, JobState, TransactionDocument } from "@qubix/protocol";

/** The steps of a job's way, in order, as they are drawn. */
export const STEPS = [
  "submitted",
  "funded",
  "matched",
  "assigned",
  "authorized",
  "running",
  "committed",
  "revealed",
  "decided",
  "settled",
] as const satisfies readonly JobState[];
export type StepName = (typeof STEPS)[number];

/** One step of the way. */
export interface Step {
  name: StepName | "cancelled" | "expired" | "failed";
  /** `skipped`: the job went past it without resting there. */
  standing: "done" | "current" | "skipped" | "ahead" | "bad";
  /** When it was reached first, in milliseconds, and in which tick of the chain. */
  time?: number;
  tick?: number;
  closeReason?: CloseReason;
  /** What proves it: transactions of the contract, newest ones of each procedure last. */
  transactions: TransactionDocument[];
}

/** By which procedures of the contract each step can be checked. */
const PROVED_BY: Partial<Record<Step["name"], readonly string[]>> = {
  funded: ["CreateJob", "TopUpJob"],
  assigned: ["AssignJobs"],
  committed: ["CommitResults"],
  revealed: ["RevealResults"],
  settled: ["AcceptResult", "ClaimTimeout"],
  cancelled: ["CancelJob"],
  expired: ["ClaimTimeout"],
  failed: ["ClaimTimeout"],
};

/** The way of a job so far and the rest of it, from its state, its events and its transactions. */
export function timelineOf(
  job: Pick<JobDocument, "state" | "closeReason" | "createdAt" | "transactions">,
  events: readonly JobEvent[],
): Step[] {
  const reached = new Map<JobState, { time: number; tick?: number }>([["submitted", { time: job.createdAt }]]);
  for (const { time, body } of events) {
    if (body.type !== "state" || reached.has(body.state)) continue;
    reached.set(body.state, { time, ...(body.tick !== undefined && { tick: body.tick }) });
  }
  const at = (STEPS as readonly JobState[]).indexOf(job.state);
  const endedBadly = at < 0;
  // A job that ended early rests where it had come to; what was ahead will not come.
  const last = endedBadly ? Math.max(...STEPS.map((step, i) => (reached.has(step) ? i : 0))) : at;
  const steps = STEPS.slice(0, endedBadly ? last + 1 : undefined).map((name, i): Step => {
    const when = reached.get(name);
    const isDone = i < last || endedBadly || (i === last && name === "settled");
    const standing = i > last ? "ahead" : !isDone ? "current" : when ? "done" : "skipped";
    return { name, standing, ...when, transactions: standing === "ahead" ? [] : proofsOf(name, job.transactions) };
  });
  if (!endedBadly) return steps.map((step) => withReason(step, job));
  const name = job.state as Step["name"];
  return [
    ...steps,
    withReason(
      { name, standing: "bad", ...reached.get(job.state), transactions: proofsOf(name, job.transactions) },
      job,
    ),
  ];
}

function withReason(step: Step, { state, closeReason }: Pick<JobDocument, "state" | "closeReason">): Step {
  return step.name === state && closeReason ? { ...step, closeReason } : step;
}

function proofsOf(name: Step["name"], transactions: readonly TransactionDocument[]): TransactionDocument[] {
  const procedures = PROVED_BY[name] ?? [];
  return transactions.filter(({ procedure, state }) => procedures.includes(procedure) && isOnChain(state));
}

/** Rungs of a ladder that were never sent prove nothing. */
function isOnChain(state: TransactionDocument["state"]): boolean {
  return state === "included" || state === "effect" || state === "refused";
}
