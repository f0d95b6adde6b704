import { readFile } from "node:fs/promises";

const PAGE_BYTES = 4096;
const TICKS_PER_SECOND = 100;

/** What a process uses, from /proc. Undefined on systems without it, and once the process is gone. */
export async function processUsage(pid: number): Promise<{ memoryMiB: number; cpuMs: number } | undefined> {
  try {
    const [statm, stat] = await Promise.all([
      readFile(`/proc/${pid}/statm`, "utf8"),
      readFile(`/proc/${pid}/stat`, "utf8"),
    ]);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return {
      memoryMiB: Math.round((Number(statm.split(" ")[1]) * PAGE_BYTES) / 2 ** 20),
      cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND,
    };
  } catch {
    return undefined;
  }
}
