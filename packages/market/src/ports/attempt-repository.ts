import type { AttemptEndReason, AttemptPhase, AttemptState, JobEventBody } from "@qubix/protocol";
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
  state: AttemptState;
  phase?: AttemptPhase | undefined;
  progress?: number | undefined;
  endReason?: AttemptEndReason | undefined;
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
  endReason?: AttemptEndReason;
  expiry?: number;
  leaseUntil?: number;
  batch?: number;
  leafIndex?: number;
  commitment?: string;
  resultDigest?: string;
  ciphertextDigest?: string;
  maskedKey?: string;
  artifact?: string;
  artifactSize?: number;
  uploadedAt?: number;
  dueAt?: number | null;
}

export interface Reservation {
  jobKey: string;
  /** The job's version that the matcher saw. */
  jobVersion: number;
  replica: number;
  provider: number;
  machine: string;
  price: bigint;
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
  ofIntent(intent: string): Promise<AttemptRecord[]>;
  /** A machine's attempts after a cursor, oldest change first: its feed of offers. */
  ofMachine(provider: number, machine: string, after: number, limit: number): Promise<AttemptRecord[]>;
  live(states: readonly AttemptState[], limit: number): Promise<AttemptRecord[]>;
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
  due(now: number, limit: number): Promise<AttemptRecord[]>;
}
