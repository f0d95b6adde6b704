export { actOnJob, type JobAction, JobNotOnChainError } from "./act-on-job.ts";
export { costOf } from "./auto-top-up.ts";
export { AutoTopUp, type TopUpNews } from "./auto-top-up-watch.ts";
export {
  buildCreateJob,
  type CreateJobContext,
  type JobTerms,
  type PlannedJob,
  type PreparedJob,
  planCreateJob,
} from "./build-create-job.ts";
export { buildTopUp, type TopUp, type TopUpContext } from "./build-top-up.ts";
export { type EstimatedTerms, estimateJob } from "./estimate-job.ts";
export { JobBell } from "./job-bell.ts";
export { type OpenedResult, openResult, ResultMismatchError } from "./open-result.ts";
export { type Submitter, submitJob } from "./submit-job.ts";
export { topUpJob } from "./top-up-job.ts";
export { WaitTimeoutError, type WaitUntil, waitForJob } from "./wait-for-job.ts";
