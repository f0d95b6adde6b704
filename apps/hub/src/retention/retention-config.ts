import { z } from "zod";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const span = z.number().int().min(1);

/** How long data are kept. Times of a job's data count from its end, so no dispute and no lease needs them any more. */
export const retentionConfig = z
  .strictObject({
    unusedMs: span.default(DAY_MS).describe("Uploads that no job and no model uses, from the upload."),
    inputsMs: span.default(7 * DAY_MS).describe("Inputs and programs, from the end of the last job that used them."),
    artifactsMs: span.default(30 * DAY_MS).describe("Sealed results, from the end of their job."),
    logsMs: span.default(30 * DAY_MS).describe("Sealed logs, from the end of their job."),
    eventDays: span
      .max(36_500)
      .default(400)
      .describe(
        "Days that events of jobs are kept; they go by whole months. Who resumes from an older one is told so.",
      ),
    chainEpochs: span.max(65_535).default(104).describe("Epochs that the contract's events are kept; they go by 13."),
    graceMs: span
      .default(HOUR_MS)
      .describe("Between a blob being found to be needed by nobody and its deletion; longer than any request lasts."),
    sweepMs: span.max(DAY_MS).default(60_000).describe("How often it is looked for what to delete."),
  })
  .prefault({});
