export { actOnJob, type JobAction, JobNotOnChainError } from "./act-on-job.ts";
export { buildCreateJob, type CreateJobContext, type JobTerms, type PreparedJob } from "./build-create-job.ts";
export { type OpenedResult, openResult, ResultMismatchError } from "./open-result.ts";
export { type Submitter, submitJob } from "./submit-job.ts";
export { WaitTimeoutError, type WaitUntil, waitForJob } from "./wait-for-job.ts";
