import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderBlobStore } from "./blobs/folder-blob-store.ts";
import { markOutside } from "./database/inside-transaction.ts";
import { openEmbedded, openServer } from "./database/open-database.ts";
import { rootSession, type Waker } from "./database/session.ts";
import { unitOfWork } from "./database/unit-of-work.ts";
import { channels } from "./live/channels.ts";
import { type Live, memoryLive, redisLive } from "./live/open-live.ts";
import { type RunningEffects, runEffects } from "./queue/effects.ts";
import { queueFactory } from "./queue/queue-factory.ts";
import type { Store, StoreConfig } from "./store.ts";
import { systemClock } from "./system-clock.ts";

/**
 * Opens the store: embedded by default, on PostgreSQL and Redis where their URLs are given, with the same code.
 * Several processes may share one only on servers; the embedded database belongs to one process.
 * @throws StoreError DATABASE_IN_USE, DATABASE_UNREACHABLE, CACHE_UNREACHABLE
 */
export async function openStore(config: StoreConfig): Promise<Store> {
  const clock = config.clock ?? systemClock;
  const onError = config.onError ?? (() => undefined);
  const database = config.databaseUrl ? await openServer(config.databaseUrl) : await openEmbedded(config.dataDir);
  let live: Live | undefined;
  let effects: RunningEffects | undefined;

  const waker: Waker = (names) =>
    markOutside(() => {
      for (const name of names) void live?.pubSub.publish(name, "").catch(onError);
      if (names.has(channels.outbox)) void effects?.flush().catch(() => undefined);
    });
  const session = rootSession(database.orm, clock, waker);

  try {
    live = config.redisUrl ? await redisLive(config.redisUrl) : memoryLive(session);
  } catch (error) {
    await database.close();
    throw error;
  }
  const location = config.redisUrl ? { redisUrl: config.redisUrl } : { pool: database.queuePool };
  effects = runEffects(session, queueFactory(location), onError);

  const temporary = config.dataDir === undefined ? await mkdtemp(join(tmpdir(), "qubix-blobs-")) : undefined;
  const blobs = await folderBlobStore(temporary ?? join(config.dataDir!, "blobs"));

  return {
    ...unitOfWork(session),
    clock,
    presence: live.presence,
    pubSub: live.pubSub,
    nonces: live.nonces,
    rateLimits: live.rateLimits,
    effects,
    blobs,
    engines: { database: config.databaseUrl ? "postgresql" : "embedded", live: config.redisUrl ? "redis" : "memory" },
    async close() {
      await effects.close();
      await live.close();
      await database.close();
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    },
  };
}
