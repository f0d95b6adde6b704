import { fileURLToPath } from "node:url";
import { runMigrations as migrateQueue } from "bullmq";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";

/** Folder of the migrations. */
export const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));

/** Brings our tables up to date. Concurrent callers wait for one another. */
export async function migrateTables(database: NodePgDatabase): Promise<void> {
  await migrate(database, { migrationsFolder: MIGRATIONS });
}

/** Brings BullMQ's own schema up to date, where the queue lives in PostgreSQL. */
export async function migrateQueueTables(pool: QueuePool): Promise<void> {
  const client = await pool.connect();
  try {
    await migrateQueue(client);
  } finally {
    client.release();
  }
}

/** A pool that BullMQ can use: a `pg.Pool` or the embedded one. */
export interface QueuePool {
  connect(): Promise<Parameters<typeof migrateQueue>[0] & { release(): void }>;
}
