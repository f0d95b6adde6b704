import { isTerminalJobState, type JobState, type Statistics } from "@qubix/protocol";

/** States of jobs whose money is locked and for whom no provider has been found. */
const WAITING: readonly JobState[] = ["submitted", "funded"];

/** Jobs that have not ended, and those of them that wait for a provider. */
export function underWay(jobs: Statistics["now"]["jobs"]): { running: number; waiting: number } {
  const live = (Object.entries(jobs) as [JobState, number][]).filter(([state]) => !isTerminalJobState(state));
  const sum = (entries: [JobState, number][]) => entries.reduce((total, [, count]) => total + count, 0);
  return { running: sum(live), waiting: sum(live.filter(([state]) => WAITING.includes(state))) };
}
