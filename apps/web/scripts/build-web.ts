import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { inputHash, isUpToDate, markUpToDate } from "../../../contracts/scripts/incremental.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const WEB = join(ROOT, "apps/web");
/** Of our own what ends up in the page; of others' the versions that the lock file names. */
const INPUTS = [
  ...["src", "public", "scripts", "index.html", "vite.config.ts", "package.json"].map((name) => join(WEB, name)),
  ...["client", "contract", "protocol", "qubic"].flatMap((name) =>
    ["src", "package.json"].map((part) => join(ROOT, "packages", name, part)),
  ),
  join(ROOT, "package-lock.json"),
];

/** Builds the web app into `apps/web/dist`, unless nothing that it is made of has changed. Returns whether it built. */
export async function buildWeb(): Promise<boolean> {
  const hash = inputHash(await digestible(INPUTS));
  const outputs = [join(WEB, "dist/index.html")];
  if (isUpToDate(outputs, hash)) return false;
  await build({ configFile: join(WEB, "vite.config.ts"), logLevel: "warn" });
  markUpToDate(outputs, hash);
  return true;
}

/** Paths and contents of all files, tests aside. */
async function digestible(paths: readonly string[]): Promise<[path: string, content: string][]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      if ((await stat(path)).isFile()) return [path];
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  const sources = files.flat().filter((file) => !/\.test\.tsx?$/.test(file));
  return Promise.all(
    sources
      .sort()
      .map(async (file): Promise<[string, string]> => [relative(ROOT, file), await readFile(file, "base64")]),
  );
}
