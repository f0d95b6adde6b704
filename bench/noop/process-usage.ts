import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

/** What a process and all that it started use. */
export interface Usage {
  cpuSeconds: number;
  rssMb: number;
}

/** What the process and everything below it use now, by /proc. Processes that have ended count with who waited for them. */
export function usageOf(pid: number): Usage {
  const all = readProcesses();
  const wanted = new Set([pid]);
  for (let before = 0; before < wanted.size; ) {
    before = wanted.size;
    for (const one of all) if (wanted.has(one.parent)) wanted.add(one.pid);
  }
  const own = all.filter((one) => wanted.has(one.pid));
  return {
    cpuSeconds: own.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    rssMb: Math.round(own.reduce((sum, { rssMb }) => sum + rssMb, 0)),
  };
}

function readProcesses() {
  return readdirSync("/proc")
    .filter((name) => /^[0-9]+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const status = readFileSync(`/proc/${name}/status`, "utf8");
        // The name in parentheses may hold anything; user and system time, own and of waited-for children, follow it.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
        const resident = ["RssAnon", "RssFile"].reduce((sum, key) => sum + kilobytes(status, key), 0);
        const cpuSeconds = ticks / TICKS_PER_SECOND;
        return [{ pid: Number(name), parent: Number(fields[1]), cpuSeconds, rssMb: resident / 1024 }];
      } catch {
        return []; // it has just ended
      }
    });
}

function kilobytes(status: string, key: string): number {
  return Number(new RegExp(`^${key}:\\s+([0-9]+) kB`, "m").exec(status)?.[1] ?? 0);
}
