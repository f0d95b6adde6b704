import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrateQueueTables, migrateTables } from "../src/database/migrate.ts";
import { EmbeddedPool } from "../src/embedded/embedded-pool.ts";
import { seedPath } from "../src/embedded/seed.ts";

/**
 * Builds the dump from which a new embedded database starts in about a second instead of several.
 * @returns false when the one for the present migrations was there already
 */
export async function buildSeed(): Promise<boolean> {
  const path = await seedPath();
  if (existsSync(path)) return false;
  const pool = await EmbeddedPool.open({});
  await migrateTables(drizzle({ client: pool as never }));
  await migrateQueueTables(pool as never);
  const draft = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, await pool.dump());
  await rename(draft, path);
  await pool.end();
  await removeOthers(path);
  return true;
}

/** Seeds of earlier migrations are of no use. */
async function removeOthers(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    if (/^seed-[0-9a-f]{16}\.tar\.gz$/.test(name) && name !== basename(path)) await rm(join(dirname(path), name));
  }
}
