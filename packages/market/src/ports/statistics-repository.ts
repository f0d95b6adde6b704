import type { JobState } from "@qubix/protocol";

/** Milliseconds that half, and nineteen of twenty, took at most. */
export interface Quantiles {
  p50?: number | undefined;
  p95?: number | undefined;
}

/** Sums of QU over receipts. */
export interface MoneySums {
  paid: bigint;
  royalties: bigint;
  hubFees: bigint;
  burned: bigint;
  refunded: bigint;
  slashed: bigint;
}

/** Jobs submitted and ended within a piece of time that begins at `at`. */
export interface JobSums {
  at: number;
  submitted: number;
  /** Ended, by final state. */
  settled: number;
  failed: number;
  cancelled: number;
  expired: number;
  /** Of those submitted then: until the first reservation. */
  match: Quantiles;
  /** Of those settled then: from submission. */
  settle: Quantiles;
  money: MoneySums;
}

/** Sums over many jobs. */
export interface StatisticsRepository {
  /** Jobs by state, and the escrows of those that have not ended. */
  now(): Promise<{ jobs: Partial<Record<JobState, number>>; locked: bigint }>;
  /**
   * Pieces of `bucketMs` within [from, to), those in which something happened, in order.
   * With a bucket as long as the window there is one at most.
   */
  jobs(from: number, to: number, bucketMs: number): Promise<JobSums[]>;
  /** Rows of participants that are there. */
  participants(): Promise<{ hubs: number; providers: number; models: number }>;
}
