import type { AttemptRecord, JobRecord, OpenIntent } from "@qubix/market";
import { type JobDocument, type JobSummary, startPolicyOf } from "@qubix/protocol";
import { presentAttempt } from "./attempt.ts";
import { presentTransactions } from "./transaction.ts";

export function presentJobSummary(job: JobRecord): JobSummary {
  return {
    key: job.key,
    name: job.name,
    kind: job.kind,
    requester: job.requester,
    state: job.state,
    closeReason: job.closeReason,
    replicas: job.replicas,
    escrow: String(job.escrow),
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
  };
}

export function presentJob(
  job: JobRecord,
  attempts: readonly AttemptRecord[],
  intents: readonly OpenIntent[],
  identities: ReadonlyMap<number, string>,
): JobDocument {
  return {
    ...presentJobSummary(job),
    specDigest: job.specDigest,
    spec: job.spec,
    hub: job.hub,
    model: job.model,
    quorum: job.quorum,
    ...(job.metered && { metered: true }),
    ...(job.toppedUp > 0n && { toppedUp: String(job.toppedUp) }),
    priceCap: String(job.priceCap),
    royalty: String(job.royalty),
    hubFee: String(job.hubFee),
    protocolFee: String(job.protocolFee),
    minStake: String(job.minStake),
    providers: job.providers,
    startPolicy: startPolicyOf(job.startPolicy) ?? "authorized",
    createBy: job.createBy,
    deadline: job.deadline,
    slot: job.slot,
    createdTick: job.createdTick,
    windowEnds: job.windowEnds,
    resultDigest: job.resultDigest,
    lastEvent: job.lastEvent,
    refusal: job.refusal,
    attempts: attempts.filter(isNumbered).map((attempt) => presentAttempt(attempt, identities)),
    transactions: intents.flatMap(presentTransactions),
  };
}

/** The chain gives an attempt its number; until then there is nothing to name it by. */
export function isNumbered(attempt: AttemptRecord): attempt is AttemptRecord & { attempt: number } {
  return attempt.attempt !== undefined;
}
