import { type AssignmentEntry, AssignmentState, type Job } from "@qubix/contract";
import {
  type AttemptMetrics,
  type AttemptPhase,
  type AttemptSeal,
  createAttemptSeal,
  type JobSpec,
  type Offer,
  type ParsedSpec,
  parseSpec,
} from "@qubix/protocol";
import { fromHex, toHex } from "@qubix/qubic";
import { type AttemptRecord, attemptId } from "./attempt-record.ts";
import { nativeExchange } from "./native-exchange.ts";

/** A live attempt: its record in the journal, and what only this process knows. */
export class Attempt {
  record: AttemptRecord;
  readonly spec: JobSpec;
  readonly specDigest: Uint8Array;
  readonly jobKey: Uint8Array;
  phase: AttemptPhase = "accepted";
  progress = 0;
  metrics: AttemptMetrics = {};
  /** Ends the run; the reason is why. */
  readonly stop = new AbortController();
  /** Tick of the first look at the chain for it. */
  firstTick: number | undefined;
  /** Tick in which the contract last showed the assignment. */
  seenTick: number | undefined;
  /** Slot of the assignment, once seen. */
  assignment: number | undefined;
  /** Whether it is paid what it uses. */
  metered = false;
  /** The most that it is paid, as the chain said last: its price, and what top-ups added. */
  limit: bigint;
  /** Whether the run ends where its money does: metered, and no other replica to differ from. */
  endsAtLimit = false;
  /** A call for this attempt is on its way. */
  inFlight = false;

  constructor(record: AttemptRecord, parsed: ParsedSpec = parseSpec(record.offer.spec)) {
    this.record = record;
    this.spec = parsed.spec;
    this.specDigest = fromHex(parsed.digest);
    this.jobKey = fromHex(record.offer.jobKey);
    this.limit = BigInt(record.offer.price);
    if (record.phase === "uploaded") this.phase = "uploaded";
  }

  /** A new attempt with keys of its own. @throws ProtocolError for a bad spec */
  static fromOffer(offer: Offer): Attempt {
    const parsed = parseSpec(offer.spec);
    const context = { jobKey: fromHex(offer.jobKey), attempt: offer.attempt };
    const seal = createAttemptSeal(fromHex(parsed.spec.seal), context, nativeExchange);
    const { ephemeral, contentKey, maskedKey, logKey } = seal;
    const hex = {
      ephemeral: toHex(ephemeral),
      contentKey: toHex(contentKey),
      maskedKey: toHex(maskedKey),
      logKey: toHex(logKey),
    };
    return new Attempt({ version: 1, offer, phase: "running", seal: hex }, parsed);
  }

  /** Notes what nodes agree on about the job and, once it is there, the assignment. */
  learn(job: Pick<Job, "metered" | "replicas">, entry: AssignmentEntry | undefined): void {
    this.metered = job.metered === 1;
    this.endsAtLimit = this.metered && job.replicas === 1;
    if (entry?.record.state === AssignmentState.Live) this.limit = entry.record.charge;
  }

  get id(): string {
    return attemptId(this.record.offer);
  }

  get offer(): Offer {
    return this.record.offer;
  }

  get seal(): AttemptSeal {
    const { ephemeral, contentKey, maskedKey, logKey } = this.record.seal;
    return {
      jobKey: this.jobKey,
      attempt: this.offer.attempt,
      ephemeral: fromHex(ephemeral),
      contentKey: fromHex(contentKey),
      maskedKey: fromHex(maskedKey),
      logKey: fromHex(logKey),
    };
  }
}
