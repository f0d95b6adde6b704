import { createPostgresBackend, createRedisBackend, type JobsOptions, type Processor, withBackend } from "bullmq";
import type { QueuePool } from "../database/migrate.ts";

/** Where BullMQ keeps its jobs. */
export type QueueLocation = { redisUrl: string } | { pool: QueuePool };

/** An effect in the queue: the number of its row in the outbox. */
export interface EffectJob {
  id: number;
}

/** What the relay uses of a BullMQ queue. */
export interface EffectQueue {
  getJobCounts(...states: ("waiting" | "active" | "delayed")[]): Promise<Record<string, number>>;
  addBulk(jobs: { name: string; data: EffectJob; opts: JobsOptions }[]): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** What the relay uses of a BullMQ worker. */
export interface EffectWorker {
  on(event: "error", listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface QueueFactory {
  queue(name: string): EffectQueue;
  worker(name: string, process: Processor<EffectJob>, concurrency: number): EffectWorker;
}

/** The same queue code on Redis, on PostgreSQL and on the embedded database. */
export function queueFactory(location: QueueLocation): QueueFactory {
  if ("redisUrl" in location) {
    const { Queue, Worker } = withBackend(createRedisBackend);
    const connection = { url: location.redisUrl, maxRetriesPerRequest: null };
    return {
      queue: (name) => new Queue<EffectJob>(name, { connection }),
      worker: (name, process, concurrency) => new Worker<EffectJob>(name, process, { connection, concurrency }),
    };
  }
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = location.pool as never;
  return {
    queue: (name) => new Queue<EffectJob>(name, { connection }),
    worker: (name, process, concurrency) => new Worker<EffectJob>(name, process, { connection, concurrency }),
  };
}
