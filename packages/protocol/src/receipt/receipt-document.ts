import { z } from "zod";
import { CloseReason } from "../job/close-reason.ts";
import { Amount, Hex32, Identity, JobKey, TransactionId, Uint16, Uint32, Uint64Text } from "../schema/primitives.ts";

/** Outcomes of runs, with the contract's numbers. */
export const RUN_OUTCOMES = {
  "paid-majority": 1,
  "base-share": 2,
  "odd-one-out": 3,
  "not-revealed": 4,
  "not-committed": 5,
} as const;
export type RunOutcome = keyof typeof RUN_OUTCOMES;
export const RunOutcome = z.enum(Object.keys(RUN_OUTCOMES) as [RunOutcome, ...RunOutcome[]]);

export function runOutcomeOf(code: number): RunOutcome | undefined {
  return (Object.keys(RUN_OUTCOMES) as RunOutcome[]).find((name) => RUN_OUTCOMES[name] === code);
}

/** One run in a receipt. */
export const ReceiptRun = z.object({
  provider: Uint16,
  identity: Identity.optional(),
  attempt: Uint32,
  outcome: RunOutcome,
  /** Of a metered job: what the run asked for when it was revealed. `paid` is bounded by the others' charges. */
  charge: Amount.optional(),
  paid: Amount,
  slashed: Amount,
});

/** A transaction that proves a step; look it up on any node. */
export const ReceiptTransaction = z.object({
  /** The contract's procedure: `CreateJob`, `AssignJobs`, `CommitResults`, … */
  procedure: z.string(),
  id: TransactionId,
  tick: Uint32,
});

/** The computors' authorization of an assignment: root, its invocation, and the path from the leaf. */
export const ReceiptAuthorization = z.object({
  attempt: Uint32,
  epoch: Uint16,
  invocationId: Uint64Text,
  batch: Uint32,
  root: Hex32,
  leafIndex: Uint32,
  path: z.array(Hex32),
});

/** The final record of a job: digests, who ran it, what was paid to whom, and what proves it. */
export const ReceiptDocument = z.object({
  version: z.literal(1),
  network: z.string(),
  contractIndex: Uint16,
  jobKey: JobKey,
  requester: Identity,
  specDigest: Hex32,
  /** All zeros when nothing was agreed on. */
  resultDigest: Hex32,
  closeReason: CloseReason,
  index: Uint64Text,
  tick: Uint32,
  epoch: Uint16,
  hub: Uint16,
  model: Uint16.optional(),
  replicas: z.int().min(1).max(8),
  metered: z.boolean().optional(),
  royaltyPaid: Amount,
  hubPaid: Amount,
  burned: Amount,
  toShareholders: Amount,
  refunded: Amount,
  slashed: Amount,
  runs: z.array(ReceiptRun).max(8),
  transactions: z.array(ReceiptTransaction),
  authorizations: z.array(ReceiptAuthorization),
  /** Path to the epoch's root of receipts, once the epoch has one. */
  proof: z.object({ epoch: Uint16, index: Uint64Text, path: z.array(Hex32), root: Hex32 }).optional(),
});
export type ReceiptDocument = z.infer<typeof ReceiptDocument>;
