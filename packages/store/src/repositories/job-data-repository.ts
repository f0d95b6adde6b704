import type { BlobUseKind, JobDataKind, JobDataRepository } from "@qubix/market";
import { and, asc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { blobUses, jobData, jobs, logChunks } from "../schema/index.ts";
import { markUnneeded } from "./blob-marks.ts";
import { lockJobs } from "./job-repository.ts";

const FINISHED = ["settled", "cancelled", "expired", "failed"] as const;
const USES: Record<Exclude<JobDataKind, "logs">, BlobUseKind> = { inputs: "input", artifacts: "artifact" };

/** What the hub keeps of jobs, in PostgreSQL. */
export function jobDataRepository(session: Session): JobDataRepository {
  const { db } = session;
  const keysOf = (rows: { key: string }[]): string[] => rows.map(({ key }) => key);
  return {
    async noteEnds(limit) {
      const ended = await db
        .select({ key: jobData.jobKey, at: jobs.updatedAt })
        .from(jobData)
        .innerJoin(jobs, eq(jobs.key, jobData.jobKey))
        .where(and(isNull(jobData.endedAt), inArray(jobs.state, [...FINISHED])))
        .limit(limit);
      for (const { key, at } of ended) await db.update(jobData).set({ endedAt: at }).where(eq(jobData.jobKey, key));
      return ended.length;
    },

    async endedBefore(kind, time, limit) {
      const rows = await db
        .select({ key: jobData.jobKey })
        .from(jobData)
        .where(and(lt(jobData.endedAt, time), jobData[kind]))
        .orderBy(asc(jobData.endedAt))
        .limit(limit);
      return keysOf(rows);
    },

    drop: (jobKey, kind) => session.atomic((within) => drop(within, jobKey, kind)),

    async replaceSpec(jobKey, spec) {
      await db
        .update(jobs)
        .set({ spec, name: null, version: sql`${jobs.version} + 1` })
        .where(and(eq(jobs.key, jobKey), inArray(jobs.state, [...FINISHED])));
    },

    async ofAccount(account, limit, after) {
      const rows = await db
        .select({ key: jobData.jobKey })
        .from(jobData)
        .innerJoin(jobs, eq(jobs.key, jobData.jobKey))
        .where(
          and(
            eq(jobs.requester, account),
            inArray(jobs.state, [...FINISHED]),
            after === undefined ? undefined : gt(jobData.jobKey, after),
          ),
        )
        .orderBy(asc(jobData.jobKey))
        .limit(limit);
      return keysOf(rows);
    },
  };
}

async function drop(session: Session, jobKey: string, kind: JobDataKind): Promise<boolean> {
  const { db } = session;
  const [job] = await lockJobs(session, [jobKey]);
  const one = eq(jobData.jobKey, jobKey);
  if (job !== undefined && !(FINISHED as readonly string[]).includes(job.state)) {
    // The chain took another course: the job lives again.
    await db.update(jobData).set({ endedAt: null }).where(one);
    return false;
  }
  if (kind === "logs") await db.delete(logChunks).where(eq(logChunks.jobKey, jobKey));
  else {
    const gone = await db
      .delete(blobUses)
      .where(and(eq(blobUses.kind, USES[kind]), eq(blobUses.holder, jobKey)))
      .returning({ digest: blobUses.digest });
    await markUnneeded(
      session,
      gone.map(({ digest }) => digest),
    );
  }
  await db
    .update(jobData)
    .set({ [kind]: false })
    .where(one);
  const empty = and(eq(jobData.inputs, false), eq(jobData.artifacts, false), eq(jobData.logs, false));
  await db.delete(jobData).where(and(one, empty));
  return true;
}
