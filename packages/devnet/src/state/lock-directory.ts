import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DevnetError } from "../devnet-error.ts";

/** Keeps a second process away from a directory. Returns how to give it back. */
export function lockDirectory(path: string): () => void {
  const file = join(path, "lock");
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(readFileSync(file, "utf8"));
    if (owner > 0 && owner !== process.pid && isAlive(owner)) {
      throw new DevnetError("STATE_LOCKED", `Process ${owner} uses ${path}; end it, or choose another directory.`);
    }
    if (owner === process.pid) throw new DevnetError("STATE_LOCKED", `This process uses ${path} already.`);
    rmSync(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
