import { type Connections, missingMigrations } from "../database/database-vitals.ts";
import type { Executor, Session } from "../database/session.ts";
import { countStore, type StoreCounts } from "./count-store.ts";

/** What the store tells about itself. Made for a look every few seconds, by one process of a hub. */
export interface StoreVitals {
  /** Counts what is not over; a few statements on partial indexes, whatever lies behind. */
  counts(): Promise<StoreCounts>;
  /** Side effects in the queue, by kind and state, of the kinds that this process has queued. */
  queued(): Promise<Record<string, Record<string, number>>>;
  /** This process's connections to PostgreSQL; undefined for the embedded database. */
  connections(): Connections | undefined;
  /** What is wrong with the database, in words; nothing when it answers and has all migrations. Rejects when it does not. */
  checkDatabase(): Promise<string | undefined>;
  /** Resolves when what processes share beside the database (Redis, or memory) answers. */
  checkLive(): Promise<void>;
}

export function storeVitals(
  session: Session,
  parts: {
    orm: Executor;
    connections(): Connections | undefined;
    queued: StoreVitals["queued"];
    presence: { get(key: string): Promise<unknown> };
  },
): StoreVitals {
  return {
    counts: () => countStore(session),
    queued: parts.queued,
    connections: parts.connections,
    async checkDatabase() {
      const missing = await missingMigrations(parts.orm);
      return missing > 0 ? `${missing} migrations are missing` : undefined;
    },
    async checkLive() {
      await parts.presence.get("readiness");
    },
  };
}
