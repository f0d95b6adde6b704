import { type Event, EventType } from "@qubix/contract";
import { holdsMachineSlot, type JobRecord, type ProviderRecord, type Repositories } from "@qubix/market";
import type { AttemptState, JobState } from "@qubix/protocol";
import type { BatchIndex } from "./batch-index.ts";
import type { EventDetails } from "./collect-details.ts";
import { jobKeyIn } from "./event-fields.ts";
import { JobProjection, viewOf } from "./job-projection.ts";

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
  for (const provider of details.providers) await within.providers.put(provider);
  for (const hub of details.hubs) await within.hubs.put(hub);
  for (const model of details.models) await within.models.putChain(model);
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

export async function loadProjections(within: Repositories, keys: string[]): Promise<Map<string, JobProjection>> {
  const jobs = await within.jobs.lock(keys);
  const projections = new Map<string, JobProjection>();
  for (const job of jobs) projections.set(job.key, await loadProjection(within, job));
  return projections;
}

async function loadProjection(within: Repositories, job: JobRecord): Promise<JobProjection> {
  return new JobProjection(job, await within.attempts.ofJob(job.key));
}

function authorize(batch: number, projections: Map<string, JobProjection>, index: BatchIndex): void {
  for (const { jobKey, attempt } of index.of(batch)) projections.get(jobKey)?.authorized(attempt);
}

/** Writes what the projections changed. @throws ProjectionConflict */
export async function writeProjections(within: Repositories, projections: JobProjection[]): Promise<Applied> {
  const applied: Applied = { jobs: [], attempts: [], providers: [] };
  for (const projection of projections) await writeProjection(within, projection, applied);
  return applied;
}

/** The job goes first: a change of an attempt writes into the job's feed too. */
async function writeProjection(within: Repositories, projection: JobProjection, applied: Applied): Promise<void> {
  projection.finish();
  const { job, jobPatch, jobEvents } = projection;
  const before = viewOf(job).state;
  if (Object.keys(jobPatch).length > 0 || jobEvents.length > 0) {
    if (!(await within.jobs.change(job.key, job.version, jobPatch, jobEvents))) throw new ProjectionConflict(job.key);
    if (jobPatch.state) applied.jobs.push({ key: job.key, state: jobPatch.state });
  }
  const changes = projection.changedAttempts();
  for (const { row, patch, events } of changes) {
    if (!(await within.attempts.change(row.id, row.version, patch, events))) throw new ProjectionConflict(job.key);
    applied.attempts.push({
      id: row.id,
      provider: row.provider,
      machine: row.machine,
      state: patch.state ?? row.state,
    });
  }
  const freed = changes.some(({ patch }) => patch.state !== undefined && !holdsMachineSlot(patch.state));
  if (projection.isOpen && (freed || before === "absent")) await within.waiting.add(job.key, projection.freeReplicas);
  if (before === "open" && !projection.isOpen) await within.waiting.remove(job.key);
}
