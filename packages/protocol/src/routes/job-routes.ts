import { z } from "zod";
import { ArtifactDocument, AttemptDocument } from "../job/attempt-document.ts";
import { JobDocument, JobSummary } from "../job/job-document.ts";
import { JobSpec, MAX_SPEC_BYTES } from "../job/job-spec.ts";
import { JobState } from "../job/job-state.ts";
import { WhyDocument } from "../job/why-document.ts";
import { JobEvent } from "../live/job-event.ts";
import { ReceiptDocument } from "../receipt/receipt-document.ts";
import { Hex32, hexUpTo, Identity, JobKey } from "../schema/primitives.ts";
import { attemptParams, jobParams, numberText, pageOf, pageQuery } from "./parameters.ts";
import { route } from "./route.ts";

/** A signed transaction: 80 bytes of header, at most 1,024 of input, 64 of signature. */
export const TransactionHex = hexUpTo(80 + 1024 + 64);

/** One signed transaction, or a ladder of up to three for later and later ticks that do the same once. */
export const TransactionLadder = z.array(TransactionHex).min(1).max(3);

const relayBody = z.strictObject({ transactions: TransactionLadder });
const relayed = z.object({ key: JobKey, state: JobState, transactions: z.array(z.string()) });
const relayProblems = [
  "JOB_NOT_FOUND",
  "JOB_STATE",
  "INVALID_TRANSACTION",
  "TRANSACTION_MISMATCH",
  "TICK_PASSED",
] as const;

export const LogPage = z.object({
  chunks: z.array(z.object({ attempt: z.int(), seq: z.int(), ephemeral: Hex32, chunk: z.base64() })),
  cursor: z.string().optional(),
});

export const jobRoutes = {
  submitJob: route({
    method: "POST",
    path: "/jobs",
    summary: "Submit a job: its spec and a signed CreateJob. Repeating it is harmless.",
    auth: "none",
    body: z.strictObject({ spec: JobSpec, transactions: TransactionLadder }),
    digested: true,
    maxBody: MAX_SPEC_BYTES * 2 + 16_384,
    status: 202,
    response: z.object({ key: JobKey, state: JobState, specDigest: Hex32 }),
    problems: [
      "INVALID_SPEC",
      "UNSUPPORTED_SPEC_VERSION",
      "SPEC_DIGEST_MISMATCH",
      "INVALID_TRANSACTION",
      "TRANSACTION_MISMATCH",
      "TRANSACTION_REFUSED",
      "HUB_MISMATCH",
      "HUB_PAUSED",
      "TICK_PASSED",
      "INPUT_MISSING",
      "NODE_UNREACHABLE",
    ],
  }),
  listJobs: route({
    method: "GET",
    path: "/jobs",
    summary: "Jobs of this hub, newest first.",
    auth: "none",
    query: pageQuery.extend({ requester: Identity.optional(), state: JobState.optional() }),
    status: 200,
    response: pageOf(JobSummary),
    problems: [],
  }),
  getJob: route({
    method: "GET",
    path: "/jobs/:key",
    summary: "One job with its attempts and transactions.",
    auth: "none",
    params: jobParams,
    status: 200,
    response: JobDocument,
    problems: ["JOB_NOT_FOUND"],
  }),
  getJobWhy: route({
    method: "GET",
    path: "/jobs/:key/why",
    summary: "Why nobody has taken the job: a reason for each provider passed over.",
    auth: "none",
    params: jobParams,
    status: 200,
    response: WhyDocument,
    problems: ["JOB_NOT_FOUND"],
  }),
  listJobEvents: route({
    method: "GET",
    path: "/jobs/:key/events",
    summary: "The job's events after a sequence number.",
    auth: "none",
    params: jobParams,
    query: z.object({
      after: numberText(0, Number.MAX_SAFE_INTEGER).optional(),
      limit: numberText(1, 1000).optional(),
    }),
    status: 200,
    response: z.object({ events: z.array(JobEvent), last: z.int().min(0) }),
    problems: ["JOB_NOT_FOUND"],
  }),
  listJobLogs: route({
    method: "GET",
    path: "/jobs/:key/logs",
    summary: "Sealed pieces of log; only the requester's key opens them.",
    auth: "none",
    params: jobParams,
    query: pageQuery.extend({ attempt: numberText(1, 0xffff_ffff).optional() }),
    status: 200,
    response: LogPage,
    problems: ["JOB_NOT_FOUND"],
  }),
  listJobArtifacts: route({
    method: "GET",
    path: "/jobs/:key/artifacts",
    summary: "The attempts' sealed results.",
    auth: "none",
    params: jobParams,
    status: 200,
    response: z.object({ items: z.array(ArtifactDocument) }),
    problems: ["JOB_NOT_FOUND"],
  }),
  getJobArtifact: route({
    method: "GET",
    path: "/jobs/:key/artifacts/:attempt",
    summary: "The sealed bytes of one attempt's result.",
    auth: "none",
    params: attemptParams,
    status: 200,
    response: "binary",
    problems: ["JOB_NOT_FOUND", "ARTIFACT_NOT_FOUND", "RANGE_NOT_SATISFIABLE"],
  }),
  getJobReceipt: route({
    method: "GET",
    path: "/jobs/:key/receipt",
    summary: "Who ran it, what was paid to whom, and what proves it.",
    auth: "none",
    params: jobParams,
    status: 200,
    response: ReceiptDocument,
    problems: ["JOB_NOT_FOUND", "RECEIPT_NOT_READY"],
  }),
  listJobAttempts: route({
    method: "GET",
    path: "/jobs/:key/attempts",
    summary: "The job's attempts.",
    auth: "none",
    params: jobParams,
    status: 200,
    response: z.object({ items: z.array(AttemptDocument) }),
    problems: ["JOB_NOT_FOUND"],
  }),
  cancelJob: route({
    method: "POST",
    path: "/jobs/:key/cancel",
    summary: "Relay a signed CancelJob.",
    auth: "none",
    params: jobParams,
    body: relayBody,
    status: 202,
    response: relayed,
    problems: relayProblems,
  }),
  acceptJob: route({
    method: "POST",
    path: "/jobs/:key/accept",
    summary: "Relay a signed AcceptResult: closes the window and pays at once.",
    auth: "none",
    params: jobParams,
    body: relayBody,
    status: 202,
    response: relayed,
    problems: relayProblems,
  }),
  claimJob: route({
    method: "POST",
    path: "/jobs/:key/claim",
    summary: "Relay a signed ClaimTimeout: ends a job whose time has passed.",
    auth: "none",
    params: jobParams,
    body: relayBody,
    status: 202,
    response: relayed,
    problems: relayProblems,
  }),
} as const;
