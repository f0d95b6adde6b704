import type { BlobStore, Clock, Effects, Nonces, Presence, PubSub, RateLimits, UnitOfWork } from "@qubix/market";
import type { S3Config } from "./blobs/s3/s3-config.ts";
import type { FeedEvent } from "./database/feed-writes.ts";
import type { Partitions } from "./partitions/partitions.ts";
import type { StoreVitals } from "./vitals/store-vitals.ts";

export interface StoreConfig {
  /** Folder for the embedded database and for blobs. In memory (blobs in a temporary folder) when missing. */
  dataDir?: string | undefined;
  /** A PostgreSQL server instead of the embedded database. */
  databaseUrl?: string | undefined;
  /** A Redis server for the queue, presence, pub/sub, nonces and rate limits. */
  redisUrl?: string | undefined;
  /** A folder unless said otherwise. */
  blobs?: { kind: "folder" } | ({ kind: "s3" } & S3Config) | undefined;
  /** This machine's unless a test brings its own. */
  clock?: Clock | undefined;
  /** Told of failures in the background (the queue, wake-ups); the work itself is tried again. */
  onError?: ((error: Error) => void) | undefined;
  /** Told what this process has committed to jobs' feeds, right after each commit. Must be quick, and not throw. */
  onEvents?: ((events: readonly FeedEvent[]) => void) | undefined;
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
  /** Partitions of what grows without end. */
  partitions: Partitions;
  vitals: StoreVitals;
  /** Which engines it runs on, for the logs. */
  engines: { database: "embedded" | "postgresql"; live: "memory" | "postgresql" | "redis" };
  /** Ends everything; nothing is left hanging. */
  close(): Promise<void>;
}
