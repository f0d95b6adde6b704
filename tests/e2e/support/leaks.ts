import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Processes that are still alive in these groups; each program of a local network has a group of its own. */
export function livingIn(groups: readonly number[]): number[] {
  // Without /proc only whole groups can be asked for; a zombie that nobody has buried yet counts there.
  if (!existsSync("/proc/self/stat")) return groups.filter(groupLives);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [state, , group] = statOf(pid);
      return state !== "Z" && groups.includes(Number(group));
    });
}

/** State, parent and group of a process; nothing of one that has just ended. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ", 3);
  } catch {
    return ["Z"];
  }
}

function groupLives(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}
