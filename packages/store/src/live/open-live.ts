import type { Nonces, Presence, PubSub, RateLimits } from "@qubix/market";
import { Redis } from "ioredis";
import type { Session } from "../database/session.ts";
import type { StoreConfig } from "../store.ts";
import { StoreError } from "../store-error.ts";
import { memoryPresence } from "./memory-presence.ts";
import { memoryPubSub } from "./memory-pub-sub.ts";
import { memoryRateLimits } from "./memory-rate-limits.ts";
import { postgresPubSub } from "./postgres-pub-sub.ts";
import { redisNonces, redisPresence, redisPubSub, redisRateLimits } from "./redis-live.ts";
import { tableNonces } from "./table-nonces.ts";

/** What is shared and short-lived: who is alive, who wants to be woken, what was used. */
export interface Live {
  presence: Presence;
  pubSub: PubSub;
  rateLimits: RateLimits;
  nonces: Nonces;
  close(): Promise<void>;
}

/**
 * On what the configuration names: Redis, else PostgreSQL for pub/sub, else this process alone.
 * @throws StoreError CACHE_UNREACHABLE
 */
export async function openLive(
  { redisUrl, databaseUrl }: Pick<StoreConfig, "redisUrl" | "databaseUrl">,
  session: Session,
  onError: (error: Error) => void,
): Promise<Live> {
  if (redisUrl) return redisLive(redisUrl);
  return databaseUrl ? postgresLive(session, databaseUrl, onError) : memoryLive(session);
}

/** In this process's memory, nonces in the database: for one process on one machine. */
function memoryLive(session: Session): Live {
  return {
    presence: memoryPresence(session.clock),
    pubSub: memoryPubSub(),
    rateLimits: memoryRateLimits(session.clock),
    nonces: tableNonces(session),
    close: async () => undefined,
  };
}

/** Pub/sub over PostgreSQL, the rest in this process's memory: several processes may serve live readers. */
async function postgresLive(session: Session, url: string, onError: (error: Error) => void): Promise<Live> {
  const pubSub = await postgresPubSub(session.db, url, onError);
  return { ...memoryLive(session), pubSub, close: () => pubSub.close() };
}

/** In Redis, shared by all processes of a hub. */
async function redisLive(url: string): Promise<Live> {
  // What is said in one turn of the event loop leaves in one piece.
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 3, enableAutoPipelining: true });
  const subscriber = redis.duplicate({ maxRetriesPerRequest: null, enableAutoPipelining: false });
  for (const connection of [redis, subscriber]) connection.on("error", () => undefined); // it reconnects; callers see failures
  try {
    await Promise.all([redis.connect(), subscriber.connect()]);
  } catch (error) {
    redis.disconnect();
    subscriber.disconnect();
    throw new StoreError(
      "CACHE_UNREACHABLE",
      `Redis does not answer: ${(error as Error).message}. Check REDIS_URL, or leave it out.`,
      { cause: error },
    );
  }
  return {
    presence: redisPresence(redis),
    pubSub: redisPubSub(redis, subscriber),
    rateLimits: redisRateLimits(redis),
    nonces: redisNonces(redis),
    async close() {
      await Promise.all([redis.quit(), subscriber.quit()]);
    },
  };
}
