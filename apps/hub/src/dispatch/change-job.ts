import type { JobPatch, JobRecord, Repositories } from "@qubix/market";
import type { JobEventBody } from "@qubix/protocol";

const MAX_TRIES = 16;

/**
 * Compare-and-set until it holds: reads the job, lets `decide` say what to change, writes, and reads again if somebody was
 * faster. @returns the job as it is afterwards; undefined when there is none
 */
export async function changeJob(
  { jobs }: Pick<Repositories, "jobs">,
  key: string,
  decide: (job: JobRecord) => { patch: JobPatch; events?: JobEventBody[] } | undefined,
): Promise<JobRecord | undefined> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const job = await jobs.get(key);
    const change = job && decide(job);
    if (!job || !change) return job;
    const changed = await jobs.change(key, job.version, change.patch, change.events ?? []);
    if (changed) return changed;
  }
  throw new Error(`Job ${key} was changed by others ${MAX_TRIES} times in a row.`);
}
