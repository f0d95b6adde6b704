import type {
  AttemptEndReason,
  AttemptMetrics,
  AttemptPhase,
  AttemptState,
  DeclineReason,
  JobEventBody,
} from "@qubix/protocol";
import type { LeaseToken } from "./lease-repository.ts";
import type { NewIntent } from "./transaction-repository.ts";

export interface AttemptRecord {
  /** The hub's own number of the row. */
  id: number;
  jobKey: string;
  replica: number;
  /**
   * The contract's number, unique within the job. Set with the reservation when it can be foretold, with the
   * assignment's event otherwise.
   */
  attempt?: number | undefined;
  /** Slot of the assignment in the contract. */
  assignment?: number | undefined;
  provider: number;
  machine: string;
  price: bigint;
  /** What a metered run asked for at its reveal. */
  charge?: bigint | undefined;
  /** Memory that the run sets aside. */
  memoryMiB: number;
  state: AttemptState;
  phase?: AttemptPhase | undefined;
  progress?: number | undefined;
  endReason?: AttemptEndReason | undefined;
  /** Why its agent gave it back, as that says. */
  declineReason?: DeclineReason | undefined;
  version: number;
  /** Position in its machine's feed of offers; grows with each change that the agent must learn of. */
  cursor: number;
  /** The intent whose transaction assigns it. */
  intent: string;
  /** Ticks. */
  expiry?: number | undefined;
  leaseUntil?: number | undefined;
  batch?: number | undefined;
  leafIndex?: number | undefined;
  commitment?: string | undefined;
  resultDigest?: string | undefined;
  ciphertextDigest?: string | undefined;
  maskedKey?: string | undefined;
  /** `sha256:<hex>` of the sealed artifact. */
  artifact?: string | undefined;
  artifactSize?: number | undefined;
  uploadedAt?: number | undefined;
  /** What the run used, as its agent says. */
  metrics?: AttemptMetrics | undefined;
  /** What its end teaches has been learned. */
  judged: boolean;
  /** When somebody must look at it again, milliseconds since 1970. */
  dueAt?: number | undefined;
  createdAt: number;
  updatedAt: number;
}

/** What may change. A member that is missing stays; `null` clears it. */
export interface AttemptPatch {
  state?: AttemptState;
  attempt?: number;
  assignment?: number;
  phase?: AttemptPhase;
  progress?: number;
  endReason?: AttemptEndReason | null;
  declineReason?: DeclineReason;
  expiry?: number;
  leaseUntil?: number;
  batch?: number;
  leafIndex?: number;
  commitment?: string;
  resultDigest?: string;
  charge?: bigint;
  ciphertextDigest?: string;
  maskedKey?: string;
  artifact?: string;
  artifactSize?: number;
  uploadedAt?: number;
  metrics?: AttemptMetrics;
  dueAt?: number | null;
}

/** A compare-and-set of one attempt. */
export interface AttemptChange {
  id: number;
  /** As it was read. */
  version: number;
  patch: AttemptPatch;
  /** Go to the job's feed. */
  events?: readonly JobEventBody[];
}

export interface Reservation {
  jobKey: string;
  /** The job's version that the matcher saw. */
  jobVersion: number;
  replica: number;
  provider: number;
  machine: string;
  price: bigint;
  /** Memory that the run sets aside. */
  memoryMiB?: number | undefined;
  attempt?: number | undefined;
  expiry?: number | undefined;
  leaseUntil?: number | undefined;
}

/** Why a reservation was not made. */
export type ReservationRefusal = "job-changed" | "not-waiting" | "provider-full" | "machine-full";

export type ReservationOutcome = { ok: true; attempt: AttemptRecord } | { ok: false; reason: ReservationRefusal };

/**
 * Attempts. Changes are compare-and-set on `version` and check the table of legal transitions.
 */
export interface AttemptRepository {
  /**
   * Commits reservations, the transaction's intent and the jobs' new state (`matched`) together, each item for itself,
   * under the leader's lease. A provider's attempts that the chain does not know yet are counted under its row lock:
   * reserved < capacity − live; a machine's likewise: held slots < slots. Each reserved replica leaves the waiting rows.
   * The intent is written only if an item succeeded; its payload gets the attempts' ids as `attempts: number[]`.
   * @returns one outcome per item, in order
   * @throws MarketError STALE_LEASE when another process leads by now
   */
  reserve(lease: LeaseToken, intent: NewIntent, items: readonly Reservation[]): Promise<ReservationOutcome[]>;
  get(id: number): Promise<AttemptRecord | undefined>;
  /** By the contract's number. */
  find(jobKey: string, attempt: number): Promise<AttemptRecord | undefined>;
  /** The live attempt in this slot of the contract's assignments. */
  byAssignment(assignment: number): Promise<AttemptRecord | undefined>;
  ofJob(jobKey: string): Promise<AttemptRecord[]>;
  /** Those of several jobs, oldest first. */
  ofJobs(jobKeys: readonly string[]): Promise<AttemptRecord[]>;
  /** Several by the contract's numbers, in no order. */
  findMany(names: readonly { jobKey: string; attempt: number }[]): Promise<AttemptRecord[]>;
  /** Those that wait for this batch's bundle. */
  inBatch(batch: number): Promise<AttemptRecord[]>;
  ofIntent(intent: string): Promise<AttemptRecord[]>;
  ofIntents(intents: readonly string[]): Promise<AttemptRecord[]>;
  /**
   * What a machine can run, after a cursor, oldest change first: its feed of offers. Before there is nothing to run yet, and
   * afterwards the agent's own journal tells it how to go on.
   */
  ofMachine(provider: number, machine: string, after: number, limit: number): Promise<AttemptRecord[]>;
  live(states: readonly AttemptState[], limit: number): Promise<AttemptRecord[]>;
  /** A provider's attempts that are not over, oldest first. */
  liveOf(provider: number): Promise<AttemptRecord[]>;
  /** Takes an attempt back to `reserved` without asking the table of transitions: only where the contract says that it lives. */
  rollBack(id: number): Promise<void>;
  /**
   * @param events go to the job's feed; a change of `state` writes an `attempt` event by itself
   * @returns the new row, or undefined when `version` is no longer current
   * @throws MarketError ILLEGAL_TRANSITION
   */
  change(
    id: number,
    version: number,
    patch: AttemptPatch,
    events?: readonly JobEventBody[],
  ): Promise<AttemptRecord | undefined>;
  /**
   * Many changes in one turn, each for itself: one whose version is no longer current changes nothing.
   * @returns the new rows in the order of the changes, undefined where the version was no longer current
   * @throws MarketError ILLEGAL_TRANSITION: then nothing is changed
   */
  changeMany(changes: readonly AttemptChange[]): Promise<(AttemptRecord | undefined)[]>;
  due(now: number, limit: number): Promise<AttemptRecord[]>;
}
