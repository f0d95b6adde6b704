import type { TransactionState } from "@qubix/protocol";

/** Something that the hub wants from the chain (or relays for a user), whichever signed version of it gets through. */
export interface NewIntent {
  /** Chosen by the caller, the same at each try: `assign:<uuid>`, `create:<job key>`. */
  id: string;
  /** The contract's procedure: `AssignJobs`. */
  procedure: string;
  /** `hub` intents are signed here, as often as needed; `user` intents come signed, as a ladder. */
  owner: "hub" | "user";
  jobKeys: readonly string[];
  /** What is needed to sign it again after a restart; plain JSON. */
  payload: Record<string, unknown>;
}

/** `open` until one version had its effect (`done`), was refused, or no version can get through any more (`abandoned`). */
export type IntentState = "open" | "done" | "refused" | "abandoned";

export interface IntentRecord extends NewIntent {
  state: IntentState;
  createdAt: number;
  updatedAt: number;
}

export interface NewTransaction {
  intent: string;
  /** Counts from 1. */
  version: number;
  /** The transaction's id of 60 lowercase letters. */
  id: string;
  /** Identity that signed it. */
  source: string;
  tick: number;
  bytes: Uint8Array;
}

/** An intent, and for a user's ladder all its versions. */
export interface IntentPlan extends NewIntent {
  versions?: readonly Omit<NewTransaction, "intent">[];
}

/** A compare-and-set of one transaction's state. */
export interface TransactionMove {
  id: string;
  from: TransactionState;
  to: TransactionState;
  code?: number | undefined;
}

/** How an open intent ends. */
export interface IntentEnd {
  intent: string;
  state: Exclude<IntentState, "open">;
}

export interface TransactionRecord extends NewTransaction {
  state: TransactionState;
  /** The contract's code, once refused. */
  code?: number | undefined;
  createdAt: number;
  updatedAt: number;
}

export interface OpenIntent {
  intent: IntentRecord;
  /** By version. */
  versions: TransactionRecord[];
}

/**
 * Own transactions as rows. At most one version of a hub's intent is under way: version n+1 is taken only when n is
 * `absent` (proven) — the repository enforces it. A user's ladder is stored whole, and `next` names the rung to send.
 */
export interface TransactionRepository {
  /** Idempotent by id. @returns the row that is there */
  plan(intent: NewIntent): Promise<IntentRecord>;
  /** The same for several, with their versions where they come signed. */
  planMany(plans: readonly IntentPlan[]): Promise<IntentRecord[]>;
  /**
   * Records a version before it is sent.
   * @throws MarketError INTENT_CONFLICT when an earlier version of a hub's intent is not absent, or the intent is closed
   */
  addVersion(transaction: NewTransaction): Promise<TransactionRecord>;
  get(id: string): Promise<TransactionRecord | undefined>;
  intent(id: string): Promise<OpenIntent | undefined>;
  /** Those of them that there are, oldest first. */
  intents(ids: readonly string[]): Promise<OpenIntent[]>;
  /** Intents that need something: signing, sending or following. Oldest first. */
  open(limit: number): Promise<OpenIntent[]>;
  /** Their ids alone. */
  openIds(limit: number): Promise<string[]>;
  ofJob(jobKey: string): Promise<OpenIntent[]>;
  /**
   * Compare-and-set of one transaction's state; writes a `transaction` event to the feeds of its jobs.
   * @returns false when the state was no longer `from`
   * @throws MarketError ILLEGAL_TRANSITION
   */
  move(id: string, from: TransactionState, to: TransactionState, code?: number): Promise<boolean>;
  /** Many moves in one turn, each for itself. @throws MarketError ILLEGAL_TRANSITION: then nothing is moved */
  moveMany(moves: readonly TransactionMove[]): Promise<boolean[]>;
  /** @returns false when it was closed already */
  close(intent: string, state: Exclude<IntentState, "open">): Promise<boolean>;
  closeMany(ends: readonly IntentEnd[]): Promise<boolean[]>;
}
