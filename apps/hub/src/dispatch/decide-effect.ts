import { type ContractReader, EventType, query } from "@qubix/contract";
import type { AttemptRecord, OpenIntent, TransactionRecord, UnitOfWork } from "@qubix/market";
import { parseTransaction } from "@qubix/qubic";
import { writeProjections } from "../chain/apply-events.ts";
import { JobProjection } from "../chain/job-projection.ts";
import { changeJob } from "./change-job.ts";
import { explain } from "./explain.ts";
import { renewPayload } from "./hub-calls.ts";

export type Effect = { ok: true } | { ok: false; code: number; text: string };

export interface EffectDeps {
  store: UnitOfWork;
  reader: ContractReader;
}

/**
 * What the contract did with an included transaction, once all events of its tick are projected. Inclusion isn't success:
 * a refused call leaves no event, and Explain tells why.
 */
export async function decideEffect(deps: EffectDeps, open: OpenIntent, version: TransactionRecord): Promise<Effect> {
  const { intent } = open;
  switch (intent.procedure) {
    case "CreateJob": {
      const job = await deps.store.jobs.get(intent.jobKeys[0]!);
      return job && job.state === "submitted" ? refusal(deps, version) : { ok: true };
    }
    case "AssignJobs":
      return (await deps.store.attempts.ofIntent(intent.id)).some(({ state }) => state !== "reserved")
        ? { ok: true }
        : refusal(deps, version);
    case "RenewLeases":
      await readLeases(deps, renewPayload.parse(intent.payload).items);
      return { ok: true };
    case "RevokeAssignment":
    case "CancelJob":
    case "AcceptResult":
    case "ClaimTimeout":
    case "TopUpJob":
      return (await leftEvent(deps.store, intent.procedure, intent.jobKeys[0]!, version.tick))
        ? { ok: true }
        : refusal(deps, version);
    default:
      return { ok: true };
  }
}

async function refusal(deps: EffectDeps, version: TransactionRecord): Promise<Effect> {
  const { code, text } = await explain(deps.reader, parseTransaction(version.bytes));
  const unfunded = "It was in its tick but not carried out: the sender's balance did not cover the amount then.";
  return { ok: false, code, text: code === 0 ? unfunded : text };
}

/** Calls about one job leave an event of that job in their tick. */
async function leftEvent(store: UnitOfWork, procedure: string, jobKey: string, tick: number): Promise<boolean> {
  const moves: number[] = [
    EventType.RevocationRequested,
    EventType.AttemptEnded,
    EventType.Settled,
    EventType.RevealOpened,
  ];
  const types: number[] = procedure === "TopUpJob" ? [EventType.JobToppedUp] : moves;
  const events = await store.projection.eventsOf(jobKey);
  return events.some((event) => event.tick === tick && types.includes(event.type));
}

/** Renewals leave no events: the new ends of the leases are read from the contract. */
async function readLeases(deps: EffectDeps, items: { assignment: number; attempt: number }[]): Promise<void> {
  for (const { assignment, attempt } of items) {
    const row = await deps.store.attempts.byAssignment(assignment);
    if (row?.attempt !== attempt) continue;
    const { record } = await query.getAssignment(deps.reader, { assignment });
    if (record.attempt === attempt && record.leaseUntil !== row.leaseUntil)
      await deps.store.attempts.change(row.id, row.version, { leaseUntil: record.leaseUntil });
  }
}

/** A refused or lost CreateJob ends its job, with the reason. */
export async function endUncreated(
  store: UnitOfWork,
  key: string,
  closeReason: "refused" | "dropped",
  refusalText: string | undefined,
): Promise<void> {
  await changeJob(store, key, (job) =>
    job.state === "submitted"
      ? {
          patch: { state: "failed", closeReason, dueAt: null, ...(refusalText ? { refusal: refusalText } : {}) },
        }
      : undefined,
  );
}

/**
 * Attempts of an AssignJobs that the contract did not take end, and their replicas wait again. Each with its job in one
 * transaction, so that no replica is lost in between. @returns the ended ones
 */
export async function releaseReserved(store: UnitOfWork, intent: string): Promise<AttemptRecord[]> {
  const released: AttemptRecord[] = [];
  for (const attempt of await store.attempts.ofIntent(intent)) {
    const ended = attempt.state === "reserved" && (await release(store, attempt));
    if (ended) released.push(ended);
  }
  return released;
}

async function release(store: UnitOfWork, attempt: AttemptRecord): Promise<AttemptRecord | undefined> {
  return store.transaction(async (within) => {
    const [job] = await within.jobs.lock([attempt.jobKey]);
    const ended = await within.attempts.change(attempt.id, attempt.version, { state: "ended", endReason: "refused" });
    if (!job || !ended) return undefined;
    const projection = new JobProjection(job, await within.attempts.ofJob(job.key));
    if (projection.isOpen) await within.waiting.add(job.key, [attempt.replica]);
    await writeProjections(within, [projection]);
    return ended;
  });
}
