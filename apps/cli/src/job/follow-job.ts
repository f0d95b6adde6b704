import { costOf, type HubClient, type WaitUntil, waitForJob } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import type { Session } from "../context/session.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import { quText } from "../output/printer.ts";

const SECOND_MS = 1_000;

/** How long to stay with a job, and for what. */
export interface FollowOptions {
  until: WaitUntil;
  timeoutSeconds: number;
  /** Sees the job each time; waited for. */
  onLook?: (job: JobDocument) => Promise<void>;
}

/**
 * Waits for a job and tells how it goes: each state stays on a line of its own, and below stands how long it has been.
 * Ctrl-C ends the waiting, not the job. @throws WaitTimeoutError, HubError, CliError INTERRUPTED
 */
export async function followJob(
  { printer }: Session,
  hub: HubClient,
  key: string,
  { until, timeoutSeconds, onLook }: FollowOptions,
): Promise<JobDocument> {
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once("SIGINT", onInterrupt);
  const begun = performance.now();
  let told: string | undefined;
  let job: JobDocument | undefined;
  const ticker = setInterval(() => {
    if (job) printer.status(`${statusText(job)}  ${Math.floor((performance.now() - begun) / SECOND_MS)} s`);
  }, SECOND_MS);
  try {
    return await waitForJob(hub, key, {
      until,
      timeoutMs: timeoutSeconds * SECOND_MS,
      signal: interrupt.signal,
      ...(onLook && { onLook }),
      onChange(now) {
        job = now;
        const line = stateText(now);
        if (line !== told) printer.progress(line);
        told = line;
      },
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    const hint = `It goes on without you. Wait for it again: \`qubix job wait ${key}\`; end it: \`qubix job cancel ${key}\`.`;
    throw new CliError("INTERRUPTED", "You don't wait for the job any more.", hint, EXIT.interrupted);
  } finally {
    clearInterval(ticker);
    process.off("SIGINT", onInterrupt);
    printer.end();
  }
}

/** Its state, and what a metered run costs so far. */
function stateText(job: JobDocument): string {
  const running = costOf(job);
  return running ? `${job.state}: ${quText(running.cost)} of ${quText(running.limit)}` : job.state;
}

/** Its state, and what the newest attempt does just now. */
function statusText({ state, attempts }: JobDocument): string {
  const newest = attempts.at(-1);
  if (!newest?.phase || newest.endReason) return `${state} …`;
  const done = newest.progress === undefined ? "" : ` ${Math.round(newest.progress * 100)} %`;
  return `${state} …  attempt ${newest.attempt}: ${newest.phase}${done}`;
}
