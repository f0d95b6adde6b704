import { type Event, EventType } from "@qubix/contract";
import {
  ATTEMPT_TRANSITIONS,
  type AttemptPatch,
  type AttemptRecord,
  type ChainJobView,
  deriveJobState,
  isLiveAttempt,
  JOB_TRANSITIONS,
  type JobPatch,
  type JobRecord,
} from "@qubix/market";
import {
  type AttemptMetrics,
  type AttemptState,
  attemptEndReasonOf,
  type CloseReason,
  closeReasonOf,
  isTerminalJobState,
  type JobEventBody,
} from "@qubix/protocol";
import {
  type AssignmentDetail,
  attemptId,
  type EventDetails,
  type RevealDetail,
  type TermsDetail,
} from "./collect-details.ts";
import { attemptIn, providerIn } from "./event-fields.ts";

/** What is to be written for one attempt. */
export interface AttemptChange {
  row: AttemptRecord;
  patch: AttemptPatch;
  events: JobEventBody[];
}

/** A sealed result that is in the store. */
export interface Upload {
  blob: string;
  size: number;
  ciphertextDigest: string;
  metrics?: AttemptMetrics | undefined;
}

/**
 * One job while events are applied to it: pure, in memory, only forward. An event that was applied before (or that state read
 * from the contract has overtaken) changes nothing, so events may come again.
 */
export class JobProjection {
  readonly jobPatch: JobPatch = {};
  readonly jobEvents: JobEventBody[] = [];
  readonly #attempts: AttemptChange[];
  #view: ChainJobView;

  constructor(
    readonly job: JobRecord,
    attempts: AttemptRecord[],
  ) {
    this.#attempts = attempts.map((row) => ({ row, patch: {}, events: [] }));
    this.#view = viewOf(job);
  }

  /** Attempts as they stand with what was applied so far. */
  get attempts(): AttemptRecord[] {
    return this.#attempts.map(({ row, patch }) => ({ ...row, ...(patch as Partial<AttemptRecord>) }));
  }

  get isOpen(): boolean {
    return this.#view.state === "open";
  }

  get isClosed(): boolean {
    return this.#view.state === "closed";
  }

  /** Replicas that nobody has; empty unless the contract takes assignments. */
  get freeReplicas(): number[] {
    if (!this.isOpen) return [];
    const taken = new Set(this.attempts.filter(({ state }) => isLiveAttempt(state)).map(({ replica }) => replica));
    return Array.from({ length: this.job.replicas }, (_, replica) => replica).filter((replica) => !taken.has(replica));
  }

  changedAttempts(): AttemptChange[] {
    return this.#attempts.filter(({ patch }) => Object.keys(patch).length > 0);
  }

  apply(event: Event, details: EventDetails): void {
    if (event.type === EventType.JobCreated) this.created(event.slot, event.tick);
    else if (event.type === EventType.JobAssigned) this.assigned(event, details.assignments.get(this.#id(event)));
    else if (event.type === EventType.AttemptEnded) this.ended(event);
    else if (event.type === EventType.Committed)
      this.committed(attemptIn(event), details.commitments.get(this.#id(event)));
    else if (event.type === EventType.RevealOpened) this.revealing();
    else if (event.type === EventType.Revealed) this.revealed(attemptIn(event), details.reveals.get(this.#id(event)));
    else if (event.type === EventType.JobToppedUp) this.toppedUp(details.terms.get(this.job.key));
    else if (event.type === EventType.Decided) this.decided(Number(event.amount));
    else if (event.type === EventType.Settled) this.settled(event, details);
  }

  created(slot: number, tick: number): void {
    if (this.#view.state !== "absent") return;
    this.#view = { state: "open" };
    this.jobPatch.slot = slot;
    this.jobPatch.createdTick = tick;
  }

  /** By what the contract says about the whole job, so that it may be told more than once. */
  toppedUp(terms: TermsDetail | undefined): void {
    const known = { ...this.job, ...this.jobPatch };
    if (!terms || (terms.escrow === known.escrow && terms.deadline === known.deadline)) return;
    const { priceCap, protocolFee, escrow, deadline } = terms;
    const toppedUp = escrow - (this.job.escrow - this.job.toppedUp);
    Object.assign(this.jobPatch, { priceCap, protocolFee, escrow, deadline, toppedUp });
    this.jobEvents.push({ type: "top-up", escrow: String(escrow), priceCap: String(priceCap), deadline });
  }

  assigned(event: Pick<Event, "slot" | "other">, detail: AssignmentDetail | undefined): void {
    const attempt = attemptIn(event as Event);
    const provider = providerIn(event as Event);
    const change =
      this.#byNumber(attempt) ??
      this.#attempts.find(
        ({ row, patch }) =>
          (patch.state ?? row.state) === "reserved" &&
          (patch.attempt ?? row.attempt) === undefined &&
          row.provider === provider,
      );
    if (!change || !this.#move(change, "assigned")) return;
    Object.assign(change.patch, { attempt, assignment: event.slot }, detail ?? {});
  }

  ended(event: Pick<Event, "other" | "amount">): void {
    const change = this.#byNumber(attemptIn(event as Event));
    if (!change || !this.#move(change, "ended")) return;
    const endReason = attemptEndReasonOf(Number(event.amount));
    if (endReason) change.patch.endReason = endReason;
  }

  authorized(attempt: number): void {
    this.#moveNumbered(attempt, "authorized");
  }

  committed(attempt: number, commitment?: string): void {
    const change = this.#byNumber(attempt);
    if (change && this.#move(change, "committed") && commitment) change.patch.commitment = commitment;
  }

  revealing(): void {
    this.#advance({ state: "revealing" });
  }

  revealed(attempt: number, detail: RevealDetail | undefined): void {
    const change = this.#byNumber(attempt);
    if (!change || !this.#move(change, "revealed") || !detail) return;
    const { charge, ...shown } = detail;
    Object.assign(change.patch, shown, this.job.metered && { charge });
    const { resultDigest, maskedKey } = shown;
    change.events.push({ type: "result-ready", attempt, resultDigest, maskedKey });
  }

  /** Its sealed result is here. Not an event of the chain: the hub has it from the provider. */
  uploaded(attempt: number, { blob, size, ciphertextDigest, metrics }: Upload): void {
    const change = this.#byNumber(attempt);
    if (!change) return;
    const artifact = { artifact: blob, artifactSize: size, ciphertextDigest, uploadedAt: Date.now() };
    Object.assign(change.patch, artifact, { phase: "uploaded" }, metrics && { metrics });
    change.events.push({ type: "artifact", attempt, blob, size, ciphertextDigest });
  }

  decided(windowEnds: number): void {
    if (!this.#advance({ state: "decided" })) return;
    this.jobPatch.windowEnds = windowEnds;
    const digest = mostFrequent(this.attempts.flatMap(({ resultDigest }) => (resultDigest ? [resultDigest] : [])));
    if (digest) this.jobPatch.resultDigest = digest;
  }

  settled(event: Pick<Event, "other" | "tick">, details: Pick<EventDetails, "receipts">): void {
    const closeReason = closeReasonOf(event.other);
    if (closeReason) this.close(closeReason, event.tick, details);
  }

  close(closeReason: CloseReason, tick: number, details: Pick<EventDetails, "receipts">): void {
    if (!this.#advance({ state: "closed", closeReason })) return;
    this.jobPatch.closeReason = closeReason;
    this.jobPatch.slot = null;
    this.jobPatch.dueAt = null;
    const receipt = details.receipts.get(this.job.key);
    if (receipt) this.jobPatch.receipt = receipt;
    if (receipt && !/^0+$/.test(receipt.resultDigest)) this.jobPatch.resultDigest = receipt.resultDigest;
    this.jobEvents.push({ type: "receipt", closeReason, tick });
    for (const change of this.#attempts) this.#move(change, "settled");
  }

  /** Derives the job's state from the contract's and from the attempts; call it once, at the end. */
  finish(): void {
    const state = deriveJobState(this.#view, this.attempts);
    if (state !== this.job.state && JOB_TRANSITIONS[this.job.state].includes(state)) this.jobPatch.state = state;
  }

  #id(event: Event): string {
    return attemptId(this.job.key, attemptIn(event));
  }

  #byNumber(attempt: number): AttemptChange | undefined {
    return this.#attempts.find(({ row, patch }) => (patch.attempt ?? row.attempt) === attempt);
  }

  #moveNumbered(attempt: number, to: AttemptState): void {
    const change = this.#byNumber(attempt);
    if (change) this.#move(change, to);
  }

  #move(change: AttemptChange, to: AttemptState): boolean {
    const from = change.patch.state ?? change.row.state;
    if (!ATTEMPT_TRANSITIONS[from].includes(to)) return false;
    change.patch.state = to;
    return true;
  }

  #advance(view: ChainJobView): boolean {
    if (RANK[view.state] <= RANK[this.#view.state]) return false;
    this.#view = view;
    return true;
  }
}

const RANK = { absent: 0, open: 1, revealing: 2, decided: 3, closed: 4 };

/** What the contract said last, as the job's own state remembers it. */
export function viewOf({ state, closeReason }: Pick<JobRecord, "state" | "closeReason">): ChainJobView {
  if (isTerminalJobState(state)) return { state: "closed", closeReason: closeReason ?? "dropped" };
  if (state === "submitted") return { state: "absent" };
  if (state === "decided") return { state: "decided" };
  return { state: state === "committed" || state === "revealed" ? "revealing" : "open" };
}

function mostFrequent(values: string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
