/** Kinds of a job's data, which are kept for times of their own after its end. */
export const JOB_DATA_KINDS = ["inputs", "artifacts", "logs"] as const;
export type JobDataKind = (typeof JOB_DATA_KINDS)[number];

/** What a hub keeps of a job beside what the chain shows. */
export interface JobDataRepository {
  /** Notes the ends of jobs that have ended. @returns how many, at most `limit` */
  noteEnds(limit: number): Promise<number>;
  /** Jobs that ended before and have data of this kind. */
  endedBefore(kind: JobDataKind, time: number, limit: number): Promise<string[]>;
  /** Drops data of an ended job; its blobs are garbage unless somebody else needs them. @returns false while it lives */
  drop(jobKey: string, kind: JobDataKind): Promise<boolean>;
  /** Replaces the spec of an ended job and drops its name. */
  replaceSpec(jobKey: string, spec: string): Promise<void>;
  /** Ended jobs of an account that have data, after a key. */
  ofAccount(account: string, limit: number, after?: string): Promise<string[]>;
}
