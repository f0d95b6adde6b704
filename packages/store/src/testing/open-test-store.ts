import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";
import { openStore } from "../open-store.ts";
import type { Store, StoreConfig } from "../store.ts";

export { newJob, newProvider } from "./fixtures.ts";

/**
 * A fresh store for one test file: embedded and in memory by default; where DATABASE_URL or REDIS_URL are set, a new
 * database on that server and a free logical database of that Redis, so that the same tests run on real services.
 * Its `close` removes what was made.
 */
export async function openTestStore(config: Partial<StoreConfig> = {}): Promise<Store> {
  const services = await testServices();
  try {
    const store = await openStore({ ...services.urls, ...config });
    return { ...store, close: () => store.close().then(services.remove) };
  } catch (error) {
    await services.remove();
    throw error;
  }
}

/** New databases on the servers named by the environment; nothing when none are named. */
export async function testServices(): Promise<{
  urls: Pick<StoreConfig, "databaseUrl" | "redisUrl">;
  remove: () => Promise<void>;
}> {
  const database = process.env.DATABASE_URL ? await createDatabase(process.env.DATABASE_URL) : undefined;
  const redis = process.env.REDIS_URL ? await claimRedis(process.env.REDIS_URL) : undefined;
  return {
    urls: { databaseUrl: database?.url, redisUrl: redis?.url },
    async remove() {
      await redis?.remove();
      await database?.remove();
    },
  };
}

async function createDatabase(server: string): Promise<{ url: string; remove: () => Promise<void> }> {
  const name = `qubix_test_${randomUUID().replaceAll("-", "")}`;
  const run = async (statement: string) => {
    const client = new pg.Client(server);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => run(`drop database ${name} with (force)`) };
}

async function claimRedis(server: string): Promise<{ url: string; remove: () => Promise<void> }> {
  const base = new Redis(server);
  const url = new URL(server);
  for (let n = 1; ; n = (n % 15) + 1) {
    if ((await base.set(`qubix:test-claim:${n}`, "1", "PX", 600_000, "NX")) !== "OK") continue;
    url.pathname = `/${n}`;
    const own = new Redis(url.href);
    await own.flushdb();
    return {
      url: url.href,
      async remove() {
        await own.flushdb();
        await base.del(`qubix:test-claim:${n}`);
        await Promise.all([own.quit(), base.quit()]);
      },
    };
  }
}
