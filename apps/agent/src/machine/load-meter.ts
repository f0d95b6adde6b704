import { cpus, freemem, totalmem } from "node:os";
import type { MachineLoad } from "@qubix/protocol";

/** Milliseconds that all processors have spent since the system started. */
export interface ProcessorTimes {
  busy: number;
  all: number;
}

/** Measures how busy the whole machine is, from one look to the next. */
export class LoadMeter {
  #last = processorTimes();

  /** @returns the load since the last look; undefined where no time has passed */
  take(): MachineLoad | undefined {
    const last = this.#last;
    const now = processorTimes();
    const cpu = shareOf(last, now);
    if (cpu === undefined) return undefined;
    this.#last = now;
    return { cpu, memoryMiB: Math.round((totalmem() - freemem()) / 2 ** 20) };
  }
}

/** The share of the time between two looks in which processors were busy, in hundredths. */
export function shareOf(last: ProcessorTimes, now: ProcessorTimes): number | undefined {
  const all = now.all - last.all;
  if (all <= 0) return undefined;
  // A processor that is switched off takes its times with it.
  const share = Math.min(1, Math.max(0, (now.busy - last.busy) / all));
  return Math.round(share * 100) / 100;
}

function processorTimes(): ProcessorTimes {
  let busy = 0;
  let all = 0;
  for (const { times } of cpus()) {
    const used = times.user + times.nice + times.sys + times.irq;
    busy += used;
    all += used + times.idle;
  }
  return { busy, all };
}
