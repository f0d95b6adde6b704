import type {
  CloseReason,
  JobEvent,
  JobEventBody,
  JobKind,
  JobState,
  JobVisibility,
  MatchReport,
  ReceiptDocument,
} from "@qubix/protocol";

/** What CreateJob named, and the spec. Fixed for the job's life, but for what top-ups raise: cap, fee, escrow, deadline. */
export interface NewJob {
  /** 64 hex digits. */
  key: string;
  /** Identity of 60 letters. */
  requester: string;
  kind: JobKind;
  /** Who may look at it: what its spec says, public when it says nothing. */
  visibility: JobVisibility;
  name?: string | undefined;
  /** Canonical JSON as sent. */
  spec: string;
  specDigest: string;
  nonce: bigint;
  hub: number;
  model?: number | undefined;
  replicas: number;
  quorum: number;
  acceptPolicy: number;
  startPolicy: number;
  undecidedPolicy: number;
  priceCap: bigint;
  royalty: bigint;
  hubFee: bigint;
  protocolFee: bigint;
  minStake: bigint;
  escrow: bigint;
  /** Whether runs are paid what they use, the price cap at most. */
  metered: boolean;
  /** The job's own list of provider slots; empty when anybody may. */
  providers: number[];
  /** Ticks. */
  createBy: number;
  deadline: number;
  /** Where its trace is (W3C trace context), if it has one. */
  traceparent?: string | undefined;
}

export interface JobRecord extends NewJob {
  state: JobState;
  /** What top-ups added to the escrow so far. */
  toppedUp: bigint;
  /** Grows by one with each change; the handle of compare-and-set. */
  version: number;
  closeReason?: CloseReason | undefined;
  /** Slot in the contract's table while it is there. */
  slot?: number | undefined;
  createdTick?: number | undefined;
  /** Tick after which the dispute window is closed. */
  windowEnds?: number | undefined;
  resultDigest?: string | undefined;
  /** Why the contract refused it, in words. */
  refusal?: string | undefined;
  /** The last look at the market. */
  report?: MatchReport | undefined;
  receipt?: ReceiptDocument | undefined;
  /** When somebody must look at it again, milliseconds since 1970. */
  dueAt?: number | undefined;
  /** Sequence of the last live event. */
  lastEvent: number;
  /** When the first replica was reserved, and when the job ended. */
  matchedAt?: number | undefined;
  endedAt?: number | undefined;
  createdAt: number;
  updatedAt: number;
}

/** What may change. A member that is missing stays; `null` clears it. */
export interface JobPatch {
  state?: JobState;
  closeReason?: CloseReason | null;
  slot?: number | null;
  createdTick?: number;
  windowEnds?: number;
  resultDigest?: string;
  refusal?: string;
  report?: MatchReport;
  receipt?: ReceiptDocument | null;
  dueAt?: number | null;
  priceCap?: bigint;
  protocolFee?: bigint;
  escrow?: bigint;
  deadline?: number;
  toppedUp?: bigint;
}

/** A compare-and-set of one job. */
export interface JobChange {
  key: string;
  /** As it was read. */
  version: number;
  patch: JobPatch;
  /** Go to the job's feed. */
  events?: readonly JobEventBody[];
}

export interface JobFilter {
  /** Whose private jobs are among them: everybody's for the hub itself, an identity's, or nobody's. */
  privateOf: "everybody" | "nobody" | { identity: string };
  requester?: string | undefined;
  states?: readonly JobState[] | undefined;
  limit: number;
  /** From the page before. */
  cursor?: string | undefined;
}

/**
 * Jobs and their live events.
 *
 * A change is a compare-and-set on `version` and checks the table of legal transitions; whoever loses reads again and
 * decides anew. Each change that alters `state` writes a `state` event by itself; further events go in `events`.
 * Sequence numbers are given out under the job's row lock, so a reader that has seen `n` never finds a smaller number later.
 */
export interface JobRepository {
  /** Idempotent by key: a repeat returns the row that is there. */
  insert(job: NewJob): Promise<{ job: JobRecord; created: boolean }>;
  /** Several in one turn, of different keys. */
  insertMany(jobs: readonly NewJob[]): Promise<{ job: JobRecord; created: boolean }[]>;
  get(key: string): Promise<JobRecord | undefined>;
  getMany(keys: readonly string[]): Promise<JobRecord[]>;
  /**
   * Within a transaction: reads jobs and keeps everybody else from changing them or their attempts until the commit, so
   * that what is read and decided here can't lose a race. Rows are locked in one order, whoever asks.
   */
  lock(keys: readonly string[]): Promise<JobRecord[]>;
  /** The job that lies in this slot of the contract now. */
  bySlot(slot: number): Promise<JobRecord | undefined>;
  /** Newest first. */
  list(filter: JobFilter): Promise<{ jobs: JobRecord[]; cursor?: string | undefined }>;
  /**
   * @returns the new row, or undefined when `version` is no longer current
   * @throws MarketError ILLEGAL_TRANSITION
   */
  change(
    key: string,
    version: number,
    patch: JobPatch,
    events?: readonly JobEventBody[],
  ): Promise<JobRecord | undefined>;
  /**
   * Many changes in one turn, each for itself: one whose version is no longer current changes nothing.
   * @returns the new rows in the order of the changes, undefined where the version was no longer current
   * @throws MarketError ILLEGAL_TRANSITION: then nothing is changed
   */
  changeMany(changes: readonly JobChange[]): Promise<(JobRecord | undefined)[]>;
  /**
   * Sets a state without asking the table of transitions: only for rolling the projection back when the chain took
   * another course. Writes a `state` event.
   */
  rollBack(key: string, patch: JobPatch): Promise<JobRecord | undefined>;
  /** Adds events without changing the job. @returns them with their numbers; none when there is no such job */
  appendEvents(key: string, events: readonly JobEventBody[]): Promise<JobEvent[]>;
  /** The same for several jobs, in one turn. @returns their events in the order of the items */
  appendMany(items: readonly { key: string; events: readonly JobEventBody[] }[]): Promise<JobEvent[][]>;
  events(key: string, after: number, limit: number): Promise<JobEvent[]>;
  /** Number of the last event of each; jobs that are not there are missing. */
  heads(keys: readonly string[]): Promise<Map<string, number>>;
  /** Jobs that must be looked at: `dueAt <= now`, oldest first. */
  due(now: number, limit: number): Promise<JobRecord[]>;
}
