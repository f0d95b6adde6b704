import { type AttemptRecord, isLiveAttempt, type JobRecord } from "@qubix/market";
import { type Difference, isTerminalJobState } from "@qubix/protocol";
import { applyState, type JobStateView } from "../chain/apply-state.ts";
import { JobProjection } from "../chain/job-projection.ts";
import { textOf } from "./difference.ts";

/** What the contract says of something that the database calls over. */
export const LIVE = "live";

/** A job as the database has it. */
export interface JobRows {
  job: JobRecord;
  attempts: AttemptRecord[];
  /** Replicas that have a waiting row. */
  waiting: number[];
}

/**
 * What would change if the contract's state were projected onto these rows. Pure: the rows stay as they are.
 * @param authorized whether a batch's computors have signed
 */
export function compareJob(
  { job, attempts, waiting }: JobRows,
  view: JobStateView,
  authorized: (batch: number) => boolean,
): Difference[] {
  if (isTerminalJobState(job.state)) {
    return view.output.found ? [{ what: "job", id: job.key, field: "state", here: job.state, chain: LIVE }] : [];
  }
  const projection = new JobProjection(job, attempts);
  if (!applyState(projection, view, authorized)) {
    return job.state === "submitted" ? [] : [{ what: "job", id: job.key, field: "state", here: job.state }];
  }
  projection.finish();
  return [
    ...patchOf("job", job.key, job, projection.jobPatch),
    ...projection
      .changedAttempts()
      .flatMap(({ row, patch }) => patchOf("attempt", `${job.key}/${row.attempt ?? "?"}`, row, patch)),
    ...attemptsOver(job.key, attempts, view),
    ...compareWaiting(job.key, waiting, projection.freeReplicas),
  ];
}

function patchOf(what: "job" | "attempt", id: string, row: object, patch: object): Difference[] {
  return Object.entries(patch).flatMap(([field, value]) => {
    const [here, chain] = [textOf((row as Record<string, unknown>)[field]), textOf(value)];
    return here === chain
      ? []
      : [{ what, id, field, ...(here !== undefined && { here }), ...(chain !== undefined && { chain }) }];
  });
}

/** Attempts that live in the contract and are over here, or unknown. */
function attemptsOver(key: string, attempts: AttemptRecord[], { output }: JobStateView): Difference[] {
  if (!output.found) return [];
  return output.assignments.slice(0, output.record.placed).flatMap(({ record }) => {
    const row = attempts.find(({ attempt }) => attempt === record.attempt);
    // One that is reserved here may not have its number yet.
    if (row ? isLiveAttempt(row.state) : attempts.some(({ state }) => state === "reserved")) return [];
    const id = `${key}/${record.attempt}`;
    return [{ what: "attempt" as const, id, field: "state", ...(row && { here: row.state }), chain: LIVE }];
  });
}

/** Free replicas wait for a match, others don't. */
function compareWaiting(id: string, here: number[], wanted: number[]): Difference[] {
  const text = (replicas: number[]) => [...replicas].sort((a, b) => a - b).join(",");
  const difference: Difference = { what: "waiting", id, field: "replicas", here: text(here), chain: text(wanted) };
  return difference.here === difference.chain ? [] : [difference];
}
