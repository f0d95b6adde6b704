import type { BlobStore, Clock, Effects, Nonces, Presence, PubSub, RateLimits, UnitOfWork } from "@qubix/market";

export interface StoreConfig {
  /** Folder for the embedded database and for blobs. In memory (blobs in a temporary folder) when missing. */
  dataDir?: string | undefined;
  /** A PostgreSQL server instead of the embedded database. */
  databaseUrl?: string | undefined;
  /** A Redis server for the queue, presence, pub/sub, nonces and rate limits. */
  redisUrl?: string | undefined;
  /** This machine's unless a test brings its own. */
  clock?: Clock | undefined;
  /** Told of failures in the background (the queue, wake-ups); the work itself is tried again. */
  onError?: ((error: Error) => void) | undefined;
}

/** Everything that is kept, behind market's ports. */
export interface Store extends UnitOfWork {
  clock: Clock;
  presence: Presence;
  pubSub: PubSub;
  nonces: Nonces;
  rateLimits: RateLimits;
  effects: Effects;
  blobs: BlobStore;
  /** Which engines it runs on, for the logs. */
  engines: { database: "embedded" | "postgresql"; live: "memory" | "redis" };
  /** Ends everything; nothing is left hanging. */
  close(): Promise<void>;
}
