import { type Event, EventType } from "@qubix/contract";
import { type AttemptRecord, holdsMachineSlot, type ProviderRecord, type Repositories } from "@qubix/market";
import type { AttemptState, JobState } from "@qubix/protocol";
import type { BatchIndex } from "./batch-index.ts";
import type { EventDetails } from "./collect-details.ts";
import { jobKeyIn } from "./event-fields.ts";
import { type AttemptChange, JobProjection, viewOf } from "./job-projection.ts";
import { sellAccess } from "./sell-access.ts";

/** What others have to be told after the commit. */
export interface Applied {
  jobs: { key: string; state: JobState }[];
  /** Attempts as they are now. */
  attempts: { id: number; provider: number; machine: string; state: AttemptState }[];
  /** Providers as they are now. */
  providers: ProviderRecord[];
}

/** Another transaction changed a row in between: read again and apply again. */
export class ProjectionConflict extends Error {
  override readonly name = "ProjectionConflict";
}

/**
 * Applies final events to the store, within the transaction that also moves the cursor.
 * @param index which of our attempts are in which batch; changed only when the caller commits it
 * @throws ProjectionConflict
 */
export async function applyEvents(
  within: Repositories,
  events: Event[],
  details: EventDetails,
  index: BatchIndex,
): Promise<Applied> {
  const keys = new Set(events.map(jobKeyIn));
  for (const event of events)
    if (event.type === EventType.BatchAuthorized) for (const { jobKey } of index.of(event.slot)) keys.add(jobKey);
  const projections = await loadProjections(within, [...keys]); // locks jobs before anything else is written
  await within.providers.putMany(details.providers);
  for (const hub of details.hubs) await within.hubs.put(hub);
  for (const model of details.models) await within.models.putChain(model);
  for (const { type, slot: model, amount: price, key: buyer } of events)
    if (type === EventType.AccessBought) await sellAccess(within, { model, price, buyer });
  for (const event of events) {
    if (event.type === EventType.BatchAuthorized) authorize(event.slot, projections, index);
    else projections.get(jobKeyIn(event))?.apply(event, details);
    const projection = projections.get(jobKeyIn(event));
    if (projection) index.note(projection.job.key, projection.attempts);
  }
  for (const batch of details.batches)
    if (index.has(batch.batch) || (await within.batches.get(batch.batch))) await within.batches.put(batch);
  const applied = await writeProjections(within, [...projections.values()]);
  return { ...applied, providers: details.providers };
}

/** Jobs as they are under their locks, with their attempts. */
export async function loadProjections(within: Repositories, keys: string[]): Promise<Map<string, JobProjection>> {
  const jobs = await within.jobs.lock(keys);
  const attempts = new Map<string, AttemptRecord[]>(jobs.map(({ key }) => [key, []]));
  for (const attempt of await within.attempts.ofJobs([...attempts.keys()])) attempts.get(attempt.jobKey)!.push(attempt);
  return new Map(jobs.map((job) => [job.key, new JobProjection(job, attempts.get(job.key)!)]));
}

function authorize(batch: number, projections: Map<string, JobProjection>, index: BatchIndex): void {
  for (const { jobKey, attempt } of index.of(batch)) projections.get(jobKey)?.authorized(attempt);
}

/**
 * Writes what the projections changed, however many they are, in the same few statements. The jobs go first: a change of an
 * attempt writes into its job's feed too. @throws ProjectionConflict
 */
export async function writeProjections(within: Repositories, projections: JobProjection[]): Promise<Applied> {
  for (const projection of projections) projection.finish();
  const changedJobs = projections.filter(
    ({ jobPatch, jobEvents }) => Object.keys(jobPatch).length > 0 || jobEvents.length > 0,
  );
  assertChanged(
    await within.jobs.changeMany(
      changedJobs.map(({ job: { key, version }, jobPatch: patch, jobEvents: events }) => ({
        ...{ key, version, patch, events },
      })),
    ),
  );
  const changes = projections.flatMap((projection) => projection.changedAttempts());
  assertChanged(
    await within.attempts.changeMany(
      changes.map(({ row: { id, version }, patch, events }) => ({ id, version, patch, events })),
    ),
  );
  await within.waiting.addMany(
    projections.filter(isWaitingAgain).map(({ job, freeReplicas }) => ({ jobKey: job.key, replicas: freeReplicas })),
  );
  await within.waiting.removeMany(
    projections.filter(({ job, isOpen }) => viewOf(job).state === "open" && !isOpen).map(({ job }) => job.key),
  );
  return {
    jobs: changedJobs.flatMap(({ job: { key }, jobPatch: { state } }) => (state ? [{ key, state }] : [])),
    attempts: changes.map(({ row: { id, provider, machine, state }, patch }) => {
      return { id, provider, machine, state: patch.state ?? state };
    }),
    providers: [],
  };
}

function assertChanged(rows: readonly unknown[]): void {
  if (rows.includes(undefined)) throw new ProjectionConflict();
}

/** It is new, or an attempt gave back its place. */
function isWaitingAgain(projection: JobProjection): boolean {
  const freed = ({ patch: { state } }: AttemptChange) => state !== undefined && !holdsMachineSlot(state);
  const isNew = viewOf(projection.job).state === "absent";
  return projection.isOpen && (isNew || projection.changedAttempts().some(freed));
}
