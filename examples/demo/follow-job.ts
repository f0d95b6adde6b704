import { WaitTimeoutError, type WaitUntil, waitForJob } from "@qubix/client";
import type { AttemptDocument, JobDocument } from "@qubix/protocol";
import type { Stage } from "./stage.ts";
import { short } from "./text-table.ts";

const TIMEOUT_MS = 55_000;

/** Tells a job's story from the hub's documents until it is so far. */
export class JobStory {
  private readonly told = new Set<string>();

  constructor(
    private readonly stage: Stage,
    private readonly who: string,
    readonly key: string,
  ) {}

  /** `watch` sees each change, after it was told. */
  async until(until: WaitUntil, watch: (job: JobDocument) => void = () => {}): Promise<JobDocument> {
    const { hub } = this.stage.submitterOf(this.stage.account("rita"));
    const onChange = (job: JobDocument) => {
      this.tell(job);
      watch(job);
    };
    try {
      return await waitForJob(hub, this.key, { until, timeoutMs: TIMEOUT_MS, pollMs: 100, onChange });
    } catch (error) {
      if (!(error instanceof WaitTimeoutError)) throw error;
      const { summary } = await hub.call("getJobWhy", { params: { key: this.key } });
      throw new Error(`The ${this.who} job takes too long: ${summary} ${JSON.stringify(error.job.attempts)}`);
    }
  }

  private tell(job: JobDocument): void {
    for (const { id, procedure, tick, state } of job.transactions) {
      if (state === "effect") this.once(id, `${procedure} had its effect in tick ${tick} (${short(id)})`);
    }
    for (const attempt of job.attempts) this.tellAttempt(attempt);
    if (job.state === "authorized") this.once("authorized", "451 computors have signed for the assignment");
    if (job.closeReason) this.once("closed", `settled: ${job.closeReason}`);
  }

  private tellAttempt({ attempt, provider, state, phase, endReason }: AttemptDocument): void {
    const name = this.stage.localnet.providers.find(({ slot }) => slot === provider)?.name ?? `provider ${provider}`;
    const what = endReason
      ? `is over: ${endReason}`
      : phase === "running" && state !== "committed" && state !== "revealed"
        ? "is running"
        : `is ${state}`;
    if (state === "settled") return;
    this.once(`${attempt} ${what}`, `attempt ${attempt}, by ${name}, ${what}`);
  }

  private once(mark: string, text: string): void {
    if (this.told.has(mark)) return;
    this.told.add(mark);
    this.stage.narrator.say(this.who, text);
  }
}
