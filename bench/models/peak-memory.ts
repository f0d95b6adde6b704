import { readFileSync, writeFileSync } from "node:fs";

/** The most memory that a process has had since it was looked at first, by /proc: also between two looks. */
export class PeakMemory {
  readonly beforeMb: number;

  constructor(readonly pid: number) {
    this.beforeMb = this.#status("VmRSS");
    // 5: the peak starts anew.
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  }

  peakMb(): number {
    return this.#status("VmHWM");
  }

  #status(key: string): number {
    const status = readFileSync(`/proc/${this.pid}/status`, "utf8");
    return Math.round(Number(new RegExp(`^${key}:\\s+([0-9]+) kB`, "m").exec(status)![1]) / 1024);
  }
}
