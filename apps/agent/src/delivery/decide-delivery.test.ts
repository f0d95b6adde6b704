import { AssignmentState, JobState } from "@qubix/contract";
import { expect, it } from "vitest";
import { type DeliveryFacts, decideDelivery } from "./decide-delivery.ts";

const COMMITMENT = new Uint8Array(32).fill(7);

type Case = {
  found?: number;
  finished?: number;
  jobState?: number;
  attempts?: number;
  tick?: number;
  state?: number | undefined;
  digest?: Uint8Array;
  revokeAt?: number;
  objected?: number;
  seenTick?: number | undefined;
  committed?: boolean;
};

function facts({
  found = 1,
  finished = 0,
  jobState = JobState.Open,
  attempts = 1,
  tick = 100,
  state,
  digest = COMMITMENT,
  revokeAt = 0,
  objected = 0,
  committed = true,
  ...more
}: Case): DeliveryFacts {
  const seenTick = "seenTick" in more ? more.seenTick : 99;
  const entry =
    state === undefined
      ? undefined
      : ({ slot: 3, record: { state, digest, revokeAt, objected } } as DeliveryFacts["entry"]);
  const job = { found, finished, tick, record: { state: jobState, attempts } } as DeliveryFacts["job"];
  return { job, entry, attempt: 1, expiry: 200, seenTick, commitment: committed ? COMMITMENT : undefined };
}

const { Live, Committed, Revealed } = AssignmentState;

it.each<[string, Case, string]>([
  ["a finished result of a live attempt is committed", { state: Live }, "commit"],
  ["a run goes on", { state: Live, committed: false }, "wait"],
  ["a run that is to be revoked objects, once", { state: Live, committed: false, revokeAt: 120 }, "object"],
  ["a run that has objected waits", { state: Live, committed: false, revokeAt: 120, objected: 1 }, "wait"],
  ["a finished result commits even while a revocation is pending", { state: Live, revokeAt: 120 }, "commit"],
  ["a commitment waits for the others", { state: Committed }, "wait"],
  ["it is revealed when the contract opens the reveals", { state: Committed, jobState: JobState.Revealing }, "reveal"],
  [
    "nothing is revealed over a commitment that is not ours",
    { state: Committed, jobState: JobState.Revealing, digest: new Uint8Array(32) },
    "lost",
  ],
  [
    "nothing is revealed without a result",
    { state: Committed, jobState: JobState.Revealing, committed: false },
    "lost",
  ],
  ["a revealed attempt is done", { state: Revealed, jobState: JobState.Revealing }, "done"],
  ["no commitment once reveals have begun", { state: Live, jobState: JobState.Revealing }, "lost"],
  ["an attempt that the contract has ended is lost", {}, "lost"],
  ["an assignment that is still to come is waited for", { seenTick: undefined, attempts: 0 }, "wait"],
  ["but not for ever", { seenTick: undefined, attempts: 0, tick: 201 }, "lost"],
  ["a job that is over is done", { found: 0, finished: 1 }, "done"],
  [
    "a job that is over before anything was done is lost",
    { found: 0, finished: 1, seenTick: undefined, committed: false },
    "lost",
  ],
  ["a job that a node does not show yet is waited for", { found: 0, seenTick: undefined }, "wait"],
  ["a job that was there and is gone is done", { found: 0 }, "done"],
  ["and lost, without a result", { found: 0, committed: false }, "lost"],
  ["unless the node only lags", { found: 0, seenTick: 101 }, "wait"],
  ["a job that is long over and forgotten is lost", { found: 0, tick: 201, seenTick: undefined }, "lost"],
])("%s", (_name, given, step) => {
  expect(decideDelivery(facts(given)).kind).toBe(step);
});
