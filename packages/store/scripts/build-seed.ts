import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
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
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, await pool.dump());
  await rename(`${path}.new`, path);
  await pool.end();
  return true;
}
