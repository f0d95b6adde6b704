import { AssignmentState, type ContractReader, type GetJobOutput, JobState, NO_SLOT, query } from "@qubix/contract";
import { isLiveAttempt } from "@qubix/market";
import type { ReceiptDocument } from "@qubix/protocol";
import { fromHex, toHex } from "@qubix/qubic";
import { type RevealDetail, readReceipt } from "./collect-details.ts";
import type { JobProjection } from "./job-projection.ts";

/** What the contract's functions say about one job; read before the transaction that applies it. */
export interface JobStateView {
  output: GetJobOutput;
  /** By attempt, for revealed ones. */
  reveals: Map<number, RevealDetail>;
  receipt: ReceiptDocument | undefined;
  /** Tick of the settlement, when there is a receipt. */
  settledTick: number;
}

export async function readJobState(
  reader: ContractReader,
  key: string,
  buildReceipt: (jobKey: string) => Promise<ReceiptDocument | undefined>,
): Promise<JobStateView> {
  const jobKey = fromHex(key);
  const output = await query.getJob(reader, { jobKey, jobSlot: NO_SLOT });
  const reveals: JobStateView["reveals"] = new Map();
  for (const { record, slot } of output.found ? output.assignments.slice(0, output.record.placed) : []) {
    if (record.state !== AssignmentState.Revealed) continue;
    const detail = await query.getAssignment(reader, { assignment: slot });
    reveals.set(record.attempt, {
      resultDigest: toHex(record.digest),
      ciphertextDigest: toHex(detail.ciphertextDigest),
      maskedKey: toHex(detail.maskedKey),
      charge: record.charge,
    });
  }
  const settled = output.found ? undefined : await readReceipt(reader, jobKey);
  const receipt = settled && (await buildReceipt(key));
  return { output, reveals, receipt, settledTick: settled?.tick ?? 0 };
}

/**
 * Brings a job to what the contract's state says, as events would have done it.
 * @param authorized whether a batch's computors have signed
 * @returns false when the contract does not know the job: its creation is not there (yet, or no longer)
 */
export function applyState(
  projection: JobProjection,
  view: JobStateView,
  authorized: (batch: number) => boolean,
): boolean {
  const { output, receipt } = view;
  if (!output.found) {
    const reason = receipt?.closeReason;
    if (receipt && reason) {
      projection.close(reason, view.settledTick, { receipts: new Map([[projection.job.key, receipt]]) });
    }
    return reason !== undefined || output.finished !== 0;
  }
  projection.created(output.jobSlot, output.record.createdTick);
  const { priceCap, protocolFee, deadline } = output.record;
  projection.toppedUp({ priceCap, protocolFee, deadline, escrow: output.escrow });
  const entries = output.assignments.slice(0, output.record.placed);
  for (const { record, slot } of entries) {
    const { leaseUntil, expiry, batch, leafIndex } = record;
    const other = (record.attempt | (record.provider << 16)) >>> 0;
    projection.assigned({ slot, other }, { leaseUntil, expiry, batch, leafIndex });
    if (authorized(batch)) projection.authorized(record.attempt);
    if (record.state >= AssignmentState.Committed) projection.committed(record.attempt);
  }
  const there = new Set(entries.map(({ record }) => record.attempt));
  for (const { attempt, state, provider } of projection.attempts)
    if (attempt !== undefined && isLiveAttempt(state) && !there.has(attempt))
      projection.ended({ other: (attempt | (provider << 16)) >>> 0, amount: 0n });
  if (output.record.state >= JobState.Revealing) projection.revealing();
  for (const { record } of entries)
    if (record.state === AssignmentState.Revealed)
      projection.revealed(record.attempt, view.reveals.get(record.attempt));
  if (output.record.state === JobState.Decided) projection.decided(output.record.phaseEnds);
  return true;
}
