import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { StoreError } from "../store-error.ts";

/**
 * Takes the embedded database's folder for this process: a second one that opened it would silently lose writes.
 * A lock whose process is gone (kill -9, power loss) is taken over.
 * @param path the lock file, beside the folder
 * @returns gives the lock back
 * @throws StoreError DATABASE_IN_USE
 */
export async function lockFolder(path: string): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid), token: randomUUID() });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, mine);
  try {
    while (!(await claim(draft, path))) await takeOver(path);
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await content(path)) === mine) await rm(path, { force: true });
  };
}

/** Links the finished file into place: it appears whole or not at all, and only once. */
async function claim(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moves a dead process's lock aside; of several that try, one succeeds, and a living lock is put back. */
async function takeOver(path: string): Promise<void> {
  const found = await content(path);
  if (found === undefined) return;
  if (isAlive(found)) {
    throw new StoreError(
      "DATABASE_IN_USE",
      `The database is used by process ${ownerOf(found)?.pid}. Stop it, or use another data folder.`,
    );
  }
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await content(aside);
  if (moved !== undefined && moved !== found) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function content(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

function ownerOf(text: string): { pid: number; started: string } | undefined {
  try {
    return JSON.parse(text) as { pid: number; started: string };
  } catch {
    return undefined;
  }
}

function isAlive(text: string): boolean {
  const owner = ownerOf(text);
  if (owner === undefined) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return startOf(owner.pid) === owner.started;
}

/** When a process was started, where the system tells: numbers of processes are used again. */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
