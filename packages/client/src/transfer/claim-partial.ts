import { randomBytes } from "node:crypto";
import { open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Names of this process's downloads: another one of its number may have been killed before. */
const mine = new Set<string>();

/**
 * A file to download `target` into, which no other process or call uses: what a dead process has left of the same download,
 * else a new one. So two downloads of one file don't disturb each other, and none needs a lock that outlives it. What is
 * left of other contents of the same file is removed.
 * @param digest `sha256:…` of the content
 */
export async function claimPartial(target: string, digest: string): Promise<string> {
  const folder = dirname(target);
  const begin = `${basename(target)}.${digest.slice("sha256:".length, "sha256:".length + 16)}.`;
  const name = `${begin}${process.pid}-${randomBytes(4).toString("hex")}.part`;
  const path = join(folder, name);
  mine.add(name);
  for (const other of await orphans(folder, `${basename(target)}.`)) {
    if (!other.startsWith(begin)) await rm(join(folder, other), { force: true });
    else if (await taken(join(folder, other), path)) return path;
  }
  await (await open(path, "wx", 0o600)).close();
  return path;
}

/** The call that had it is over. */
export function releasePartial(path: string): void {
  mine.delete(basename(path));
}

/** Files of downloads whose process is gone, or whose call has failed. */
async function orphans(folder: string, begin: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => {
    if (!name.startsWith(begin) || mine.has(name)) return false;
    const pid = /^[0-9a-f]{16}\.([0-9]{1,10})-[0-9a-f]{8}\.part$/.exec(name.slice(begin.length))?.[1];
    return pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid)));
  });
}

/** Renaming happens once: of several that want it, one gets it. */
async function taken(from: string, to: string): Promise<boolean> {
  return rename(from, to).then(
    () => true,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
