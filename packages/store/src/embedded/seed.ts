import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MIGRATIONS } from "../database/migrate.ts";

const FOLDER = fileURLToPath(new URL("../../dist", import.meta.url));

/** Where the seed for the present migrations and database versions lies once it is built. */
export async function seedPath(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort()) {
    hash.update(name).update(await readFile(join(MIGRATIONS, name)));
  }
  for (const dependency of ["@electric-sql/pglite", "bullmq"]) hash.update(await versionOf(dependency));
  return join(FOLDER, `seed-${hash.digest("hex").slice(0, 16)}.tar.gz`);
}

/** A fresh, migrated database to start from, or undefined when it was not built: then starting takes seconds longer. */
export async function readSeed(): Promise<Uint8Array | undefined> {
  return readFile(await seedPath()).catch(() => undefined);
}

async function versionOf(dependency: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve(dependency);
  const root = entry.slice(0, entry.lastIndexOf(join("node_modules", ...dependency.split("/"))));
  const text = await readFile(join(root, "node_modules", dependency, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
