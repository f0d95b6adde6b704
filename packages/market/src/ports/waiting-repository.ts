/** A replica that waits for a match: a row, so that nothing is lost with a process. */
export interface WaitingReplica {
  jobKey: string;
  replica: number;
  /** Milliseconds since 1970. */
  since: number;
}

/** Waiting replicas, oldest first. `reserve` of AttemptRepository removes what it reserves. */
export interface WaitingRepository {
  /** Idempotent. */
  add(jobKey: string, replicas: readonly number[]): Promise<void>;
  /** Those of several jobs. */
  addMany(items: readonly { jobKey: string; replicas: readonly number[] }[]): Promise<void>;
  /** All of a job's, when it ends. */
  remove(jobKey: string): Promise<void>;
  removeMany(jobKeys: readonly string[]): Promise<void>;
  list(limit: number, after?: WaitingReplica): Promise<WaitingReplica[]>;
}
