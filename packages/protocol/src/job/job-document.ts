import { z } from "zod";
import { Amount, Hex32, Identity, JobKey, Milliseconds, TransactionId, Uint16, Uint32 } from "../schema/primitives.ts";
import { AttemptDocument } from "./attempt-document.ts";
import { CloseReason } from "./close-reason.ts";
import { JobState } from "./job-state.ts";

/** The state of a transaction that the hub relays or has signed. */
export const TRANSACTION_STATES = ["signed", "sent", "included", "absent", "unknown", "effect", "refused"] as const;
export const TransactionState = z.enum(TRANSACTION_STATES);
export type TransactionState = z.infer<typeof TransactionState>;

/** A transaction of a job (or of the hub) as the hub shows it: `GET /transactions/:id`. */
export const TransactionDocument = z.object({
  id: TransactionId,
  procedure: z.string(),
  tick: Uint32,
  state: TransactionState,
  /** The contract's code when it refused. */
  code: z.int().optional(),
  jobKey: JobKey.optional(),
  updatedAt: Milliseconds,
});
export type TransactionDocument = z.infer<typeof TransactionDocument>;

/** A job in a list. */
export const JobSummary = z.object({
  key: JobKey,
  name: z.string().optional(),
  kind: z.enum(["wasm", "onnx"]),
  requester: Identity,
  state: JobState,
  closeReason: CloseReason.optional(),
  replicas: z.int().min(1).max(8),
  escrow: Amount,
  createdAt: Milliseconds,
  updatedAt: Milliseconds,
});
export type JobSummary = z.infer<typeof JobSummary>;

/** A job with what CreateJob named, its attempts and its transactions: `GET /jobs/:key`. */
export const JobDocument = JobSummary.extend({
  specDigest: Hex32,
  /** Canonical JSON of the spec, as sent. */
  spec: z.string(),
  hub: Uint16,
  model: Uint16.optional(),
  quorum: z.int().min(1).max(8),
  /** Whether runs are paid what they use; the price cap is the most of each then. */
  metered: z.boolean().optional(),
  /** What top-ups added to the escrow so far. */
  toppedUp: Amount.optional(),
  priceCap: Amount,
  royalty: Amount,
  hubFee: Amount,
  protocolFee: Amount,
  minStake: Amount,
  providers: z.array(Uint16),
  startPolicy: z.enum(["escrow-final", "assigned", "authorized"]),
  createBy: Uint32,
  deadline: Uint32,
  /** Slot in the contract's table, once it is there. */
  slot: Uint32.optional(),
  /** Tick in which the contract accepted it. */
  createdTick: Uint32.optional(),
  /** Tick after which the dispute window is closed, once decided. */
  windowEnds: Uint32.optional(),
  /** The result most replicas agree on, once decided. */
  resultDigest: Hex32.optional(),
  /** Sequence of the last live event. */
  lastEvent: z.int().min(0),
  /** Why the contract refused it, in words. */
  refusal: z.string().optional(),
  attempts: z.array(AttemptDocument),
  transactions: z.array(TransactionDocument),
});
export type JobDocument = z.infer<typeof JobDocument>;
