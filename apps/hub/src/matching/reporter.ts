import { type Demand, type JobRecord, matchReport, type Scan, type UnitOfWork } from "@qubix/market";
import type { MatchReport } from "@qubix/protocol";
import { changeJob } from "../dispatch/change-job.ts";

/** Jobs whose report is written in one turn; the rest has it in the next. */
const PER_TURN = 32;
/** Jobs kept in mind. */
const LIMIT = 100_000;

/** Stores why jobs wait: where the reasons are not the ones stored already, and a few in each turn, so that a long queue does not write all the time. */
export class Reporter {
  readonly #stored = new Map<string, string>();
  readonly #due = new Map<string, MatchReport>();

  constructor(
    readonly store: Pick<UnitOfWork, "jobs"> & { clock: { now(): number } },
    /** Called with each job that was written. */
    readonly onJob: (job: JobRecord) => void,
  ) {}

  /** Nothing fitted. */
  note({ jobKey }: Pick<Demand, "jobKey">, scan: Scan): void {
    const report = matchReport(scan, this.store.clock.now());
    if (this.#stored.get(jobKey) === gist(report)) return;
    this.#due.set(jobKey, report);
  }

  /** It waits no more. */
  forget(jobKey: string): void {
    this.#stored.delete(jobKey);
    this.#due.delete(jobKey);
  }

  /** @returns true when there is more to write */
  async write(): Promise<boolean> {
    for (const [jobKey, report] of [...this.#due].slice(0, PER_TURN)) {
      this.#due.delete(jobKey);
      if (this.#stored.size >= LIMIT) this.#stored.clear();
      this.#stored.set(jobKey, gist(report));
      const job = await changeJob(this.store, jobKey, () => ({
        patch: { report },
        events: [{ type: "match", report }],
      }));
      if (job) this.onJob(job);
    }
    return this.#due.size > 0;
  }
}

function gist({ reasons, fitting, nearest }: MatchReport): string {
  return JSON.stringify([reasons, fitting, nearest.length]);
}
