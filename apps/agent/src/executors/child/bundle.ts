import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** Bundles a TypeScript entry into one file of plain JavaScript, so that a child starts in a tenth of the time and needs
 * to read nothing else. The file lies below the agent's own folder and is made anew at each start, so that an agent that
 * is killed leaves nothing behind elsewhere. Returns its path. */
export function bundle(entry: URL, directory: string): string {
  const source = fileURLToPath(entry);
  const name = source
    .slice(source.lastIndexOf("executors") + 10)
    .replaceAll(/[\\/]/g, "-")
    .replace(/\.ts$/, "");
  const target = join(directory, "executors", `${name}.mjs`);
  buildSync({
    entryPoints: [source],
    outfile: target,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  return target;
}
