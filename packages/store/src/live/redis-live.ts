import type { Nonces, Presence, PubSub, RateLimits } from "@qubix/market";
import type { Redis } from "ioredis";
import { ListenerTable } from "./listener-table.ts";

const PREFIX = "qubix:";

/** Presence in Redis, shared by all processes of a hub. */
export function redisPresence(redis: Redis): Presence {
  const parse = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text));
  return {
    async beat(key, value, ttlMs) {
      await redis.set(`${PREFIX}presence:${key}`, JSON.stringify(value), "PX", ttlMs);
    },
    get: async (key) => parse(await redis.get(`${PREFIX}presence:${key}`)),
    async getMany(keys) {
      if (keys.length === 0) return [];
      return (await redis.mget(keys.map((key) => `${PREFIX}presence:${key}`))).map(parse);
    },
    async forget(key) {
      await redis.del(`${PREFIX}presence:${key}`);
    },
  };
}

/** Nonces in Redis. */
export function redisNonces(redis: Redis): Nonces {
  return {
    async use(identity, nonce, ttlMs) {
      return (await redis.set(`${PREFIX}nonce:${identity}:${nonce}`, "1", "PX", ttlMs, "NX")) === "OK";
    },
  };
}

/** Rate limits in Redis: one counter per key and window. */
export function redisRateLimits(redis: Redis): RateLimits {
  return {
    async hit(key, windowMs) {
      const name = `${PREFIX}rate:${key}`;
      const replies = await redis.multi().set(name, 0, "PX", windowMs, "NX").incr(name).pttl(name).exec();
      const [count, resetMs] = [replies?.[1]?.[1], replies?.[2]?.[1]] as [number, number];
      return { count, resetMs: Math.max(resetMs, 0) };
    },
  };
}

/**
 * Pub/sub in Redis. `subscriber` is a connection of its own. Channels carry the database's number, since Redis itself tells
 * a message in all its databases: hubs that share a server would hear each other.
 */
export function redisPubSub(redis: Redis, subscriber: Redis): PubSub {
  const table = new ListenerTable();
  const named = (channel: string) => `${PREFIX}${redis.options.db ?? 0}:${channel}`;
  subscriber.on("message", (channel: string, message: string) => table.tell(channel, message));
  return {
    async publish(channel, message) {
      await redis.publish(named(channel), message);
    },
    async subscribe(channel, listener) {
      const name = named(channel);
      const end = table.add(name, listener);
      await subscriber.subscribe(name);
      return async () => {
        if (end()) await subscriber.unsubscribe(name);
      };
    },
  };
}
