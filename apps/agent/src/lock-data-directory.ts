import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Keeps a second agent out of the same folder: two would commit twice. Gives the function that unlocks.
 * @throws Error when a living process has it */
export function lockDataDirectory(folder: string): () => void {
  const file = join(folder, "agent.lock");
  try {
    writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
  } catch {
    const owner = Number(readFileSync(file, "utf8"));
    if (owner !== process.pid && isAlive(owner))
      throw new Error(
        `Another agent (process ${owner}) works in ${folder}. Stop it, or give this one a folder of its own.`,
      );
    writeFileSync(file, String(process.pid), { mode: 0o600 });
  }
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
