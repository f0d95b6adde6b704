import type { JobDocument } from "@qubix/protocol";
import type { HubClient } from "../hub/hub-client.ts";
import { JobBell } from "./job-bell.ts";

/** `result`: an artifact can be opened. `settled`: it is over, and paid or refunded. */
export type WaitUntil = "result" | "settled";

/** A job took longer than one wanted to wait; it goes on. */
export class WaitTimeoutError extends Error {
  override readonly name = "WaitTimeoutError";
  readonly code = "WAIT_TIMEOUT";

  constructor(readonly job: JobDocument) {
    super(`The job is still ${job.state}; it goes on without you.`);
  }
}

/** Asked this often while the live channel tells when there is something new. */
const LIVE_POLL_MS = 5_000;

/**
 * Waits until a job is so far: its live channel says when to look, a timer where there is none. `onChange` sees each
 * state, and each step of a metered run's cost, that was looked at. @throws WaitTimeoutError, HubError
 */
export async function waitForJob(
  hub: HubClient,
  key: string,
  {
    until,
    timeoutMs,
    pollMs = 200,
    signal,
    onChange,
    onLook,
  }: {
    until: WaitUntil;
    timeoutMs: number;
    /** How often to ask while there is no live channel. */
    pollMs?: number;
    signal?: AbortSignal;
    onChange?: (job: JobDocument) => void;
    /** Sees the job each time; waited for. */
    onLook?: (job: JobDocument) => Promise<void>;
  },
): Promise<JobDocument> {
  const deadline = performance.now() + timeoutMs;
  const bell = new JobBell(hub, key);
  let seen = "";
  try {
    for (;;) {
      bell.listen();
      const job = await hub.call("getJob", { params: { key }, ...(signal && { signal }) });
      const marks = `${job.state} ${job.attempts.map(({ attempt, state, phase, metrics }) => `${attempt}${state}${phase}${metrics?.cost}`).join()}`;
      if (marks !== seen) onChange?.(job);
      seen = marks;
      await onLook?.(job);
      if (job.closeReason !== undefined) return job;
      if (until === "result" && job.attempts.some(({ artifact }) => artifact?.maskedKey !== undefined)) return job;
      const left = deadline - performance.now();
      if (left < 0) throw new WaitTimeoutError(job);
      await bell.rung(Math.min(left + 1, bell.works ? LIVE_POLL_MS : pollMs), signal);
    }
  } finally {
    bell.end();
  }
}
