import { setTimeout as sleep } from "node:timers/promises";
import type { JobDocument } from "@qubix/protocol";
import type { HubClient } from "../hub/hub-client.ts";

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

/** Asks for a job until it is so far. `onChange` sees each state. @throws WaitTimeoutError, HubError */
export async function waitForJob(
  hub: HubClient,
  key: string,
  {
    until,
    timeoutMs,
    pollMs = 200,
    signal,
    onChange,
  }: {
    until: WaitUntil;
    timeoutMs: number;
    pollMs?: number;
    signal?: AbortSignal;
    onChange?: (job: JobDocument) => void;
  },
): Promise<JobDocument> {
  const deadline = performance.now() + timeoutMs;
  let seen = "";
  for (;;) {
    const job = await hub.call("getJob", { params: { key }, ...(signal && { signal }) });
    const marks = `${job.state} ${job.attempts.map(({ attempt, state, phase }) => `${attempt}${state}${phase}`).join()}`;
    if (marks !== seen) onChange?.(job);
    seen = marks;
    if (job.closeReason !== undefined) return job;
    if (until === "result" && job.attempts.some(({ artifact }) => artifact?.maskedKey !== undefined)) return job;
    if (performance.now() > deadline) throw new WaitTimeoutError(job);
    await sleep(pollMs, undefined, signal ? { signal } : {});
  }
}
