import { openBlobs } from "./blobs/open-blobs.ts";
import { markOutside } from "./database/inside-transaction.ts";
import { openEmbedded, openServer } from "./database/open-database.ts";
import { rootSession, type Waker } from "./database/session.ts";
import { unitOfWork } from "./database/unit-of-work.ts";
import { channels } from "./live/channels.ts";
import { type Live, openLive } from "./live/open-live.ts";
import { partitions } from "./partitions/partitions.ts";
import { type RunningEffects, runEffects } from "./queue/effects.ts";
import { queueFactory } from "./queue/queue-factory.ts";
import type { Store, StoreConfig } from "./store.ts";
import { systemClock } from "./system-clock.ts";
import { storeVitals } from "./vitals/store-vitals.ts";

/**
 * Opens the store: embedded by default, on PostgreSQL and Redis where their URLs are given, with the same code.
 * Several processes may share one only on servers; the embedded database belongs to one process.
 * @throws StoreError DATABASE_IN_USE, DATABASE_UNREACHABLE, CACHE_UNREACHABLE, BLOBS_UNREACHABLE
 */
export async function openStore(config: StoreConfig): Promise<Store> {
  const clock = config.clock ?? systemClock;
  const onError = config.onError ?? (() => undefined);
  const [blobs, closeBlobs] = await openBlobs(config);
  const database = config.databaseUrl ? await openServer(config.databaseUrl) : await openEmbedded(config.dataDir);
  let live: Live | undefined;
  let effects: RunningEffects | undefined;

  const waker: Waker = (messages) =>
    markOutside(() => {
      for (const [name, texts] of messages)
        for (const text of texts) void live?.pubSub.publish(name, text).catch(onError);
      if (messages.has(channels.outbox)) void effects?.flush().catch(() => undefined);
    });
  const session = rootSession(database.orm, clock, waker, config.onEvents);

  try {
    live = await openLive(config, session, onError);
  } catch (error) {
    await database.close();
    throw error;
  }
  const location = config.redisUrl ? { redisUrl: config.redisUrl } : { pool: database.queuePool };
  effects = runEffects(session, queueFactory(location), onError);

  return {
    ...unitOfWork(session),
    clock,
    presence: live.presence,
    pubSub: live.pubSub,
    nonces: live.nonces,
    rateLimits: live.rateLimits,
    effects,
    blobs,
    partitions: partitions(session),
    vitals: storeVitals(session, {
      orm: database.orm,
      connections: database.connections,
      queued: effects.queued,
      presence: live.presence,
    }),
    engines: {
      database: config.databaseUrl ? "postgresql" : "embedded",
      live: config.redisUrl ? "redis" : config.databaseUrl ? "postgresql" : "memory",
    },
    async close() {
      await effects.close();
      await live.close();
      await database.close();
      await closeBlobs();
    },
  };
}
