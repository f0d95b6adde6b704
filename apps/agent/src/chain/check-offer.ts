import { type AssignmentEntry, AssignmentState, type GetJobOutput, JobState } from "@qubix/contract";
import { equalBytes, identityFromPublicKey } from "@qubix/qubic";
import type { Attempt } from "../attempts/attempt.ts";

/** Whether an offer is true and its work may begin. `refuse` is final; `wait` means: look again when the job moves, or at
 * the next tick where it may be `soon`. */
export type OfferVerdict =
  | { kind: "start" | "authorize"; entry: AssignmentEntry | undefined }
  | { kind: "wait"; soon: boolean }
  | { kind: "refuse"; reason: string };

const START_POLICY = { escrowFinal: 0, assigned: 1, authorized: 2 } as const;

/** How long a job may be missing on the agent's node: hubs offer what their nodes show, and nodes lag. */
const PATIENCE_TICKS = 64;

const refuse = (reason: string): OfferVerdict => ({ kind: "refuse", reason });

/** Compares a hub's offer with what the contract says about the job. The hub is not believed: what counts is the escrow
 * on the chain, the start policy on the chain, and the price on the chain. */
export function checkOffer(attempt: Attempt, provider: number, job: GetJobOutput): OfferVerdict {
  const { offer, specDigest, jobKey } = attempt;
  if (job.finished) return refuse("the job is over");
  attempt.firstTick ??= job.tick;
  const last = Math.min(offer.expiry, attempt.firstTick + PATIENCE_TICKS);
  if (!job.found) return job.tick > last ? refuse("the job is not on the chain") : { kind: "wait", soon: false };
  const { record } = job;
  if (!equalBytes(record.key, jobKey)) return refuse("the node answered about another job");
  if (!equalBytes(record.specDigest, specDigest)) return refuse("the offered spec is not the one that was paid for");
  if (identityFromPublicKey(record.requester) !== offer.requester) return refuse("the offer names another requester");
  if (record.state !== JobState.Open) return refuse("the job takes no commitments any more");
  const price = BigInt(offer.price);
  if (price <= 0n || price > record.priceCap || job.escrow < price)
    return refuse("the escrow does not cover the price");
  const entry = ownEntry(job, provider, offer.attempt);
  if (!entry) {
    if (attempt.seenTick !== undefined || record.attempts >= offer.attempt) return refuse("the assignment has ended");
    const settled = record.createdTick < job.tick;
    if (record.startPolicy !== START_POLICY.escrowFinal) return { kind: "wait", soon: false };
    return settled ? { kind: "start", entry } : { kind: "wait", soon: true };
  }
  const { state, price: agreed, expiry, assignedTick } = entry.record;
  if (state !== AssignmentState.Live) return refuse("the attempt is committed already");
  if (agreed !== price) return refuse(`the assignment pays ${agreed} QU, the offer said ${price}`);
  if (expiry <= job.tick) return refuse("the assignment has run out");
  if (assignedTick >= job.tick) return { kind: "wait", soon: true };
  return { kind: record.startPolicy === START_POLICY.authorized ? "authorize" : "start", entry };
}

/** The provider's own assignment of this attempt. */
export function ownEntry(job: GetJobOutput, provider: number, attempt: number): AssignmentEntry | undefined {
  return job.assignments
    .slice(0, job.record.placed)
    .find(
      ({ record }) =>
        record.provider === provider && record.attempt === attempt && record.state !== AssignmentState.Free,
    );
}
