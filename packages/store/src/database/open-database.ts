import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { EmbeddedPool } from "../embedded/embedded-pool.ts";
import { lockFolder } from "../embedded/folder-lock.ts";
import { readSeed } from "../embedded/seed.ts";
import { StoreError } from "../store-error.ts";
import type { Connections } from "./database-vitals.ts";
import { migrateQueueTables, migrateTables, type QueuePool } from "./migrate.ts";

export interface Database {
  orm: NodePgDatabase;
  /** Where BullMQ's tables live when there is no Redis. */
  queuePool: QueuePool;
  /** Undefined for the embedded database, which has one session. */
  connections(): Connections | undefined;
  close(): Promise<void>;
}

/**
 * A PostgreSQL server by its URL, migrated.
 * @throws StoreError DATABASE_UNREACHABLE
 */
export async function openServer(url: string): Promise<Database> {
  const pool = poolOf(url, 10, "public");
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw new StoreError(
      "DATABASE_UNREACHABLE",
      `PostgreSQL does not answer: ${(error as Error).message}. Check DATABASE_URL, or leave it out for the embedded database.`,
      { cause: error },
    );
  }
  const orm = drizzle({ client: pool });
  await underMigrationLock(pool, () => migrateTables(orm));
  // BullMQ keeps a connection for each worker, so it has a pool of its own.
  const queuePool = poolOf(url, 50, "bullmq");
  await migrateQueueTables(queuePool as unknown as QueuePool);
  return {
    orm,
    queuePool: queuePool as unknown as QueuePool,
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      await Promise.all([pool.end(), queuePool.end()]);
    },
  };
}

function poolOf(url: string, max: number, schema: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, keepAlive: true, options: `-c search_path=${schema}` });
  pool.on("error", () => undefined); // a broken idle connection is replaced; its next user sees the error that matters
  return pool;
}

/**
 * The embedded database in `folder`, or in memory without one; made from the seed when it is new.
 * @throws StoreError DATABASE_IN_USE
 */
export async function openEmbedded(folder?: string): Promise<Database> {
  const dataDir = folder === undefined ? undefined : join(folder, "database");
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const unlock = dataDir === undefined ? async () => undefined : await lockFolder(`${dataDir}.lock`);
  try {
    const isNew = dataDir === undefined || !(await isComplete(dataDir));
    const seed = isNew ? await readSeed() : undefined;
    const pool = await EmbeddedPool.open({
      ...(dataDir === undefined ? {} : { dataDir }),
      ...(seed === undefined ? {} : { seed }),
    });
    await pool.query("set search_path = public, bullmq");
    const orm = drizzle({ client: pool as unknown as pg.Pool });
    const queuePool = pool as unknown as QueuePool;
    if (seed === undefined) {
      await migrateTables(orm);
      await migrateQueueTables(queuePool);
    }
    if (isNew && dataDir !== undefined) await writeFile(join(dataDir, COMPLETE), "");
    return { orm, queuePool, connections: () => undefined, close: () => pool.end().then(unlock) };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A file within the database's folder that says that making it came to its end. */
const COMPLETE = "qubix-complete";

/** Whether there is a database. One whose making was cut short never held anything: it is moved aside. */
async function isComplete(dataDir: string): Promise<boolean> {
  if (!existsSync(dataDir)) return false;
  if (existsSync(join(dataDir, COMPLETE))) return true;
  await rm(`${dataDir}.incomplete`, { recursive: true, force: true });
  await rename(dataDir, `${dataDir}.incomplete`);
  return false;
}

/** One process migrates at a time; the number is ours alone. */
async function underMigrationLock(pool: pg.Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock(20250731)");
    await work();
    await client.query("select pg_advisory_unlock(20250731)");
  } finally {
    client.release();
  }
}
