import { z } from "zod";
import { ArtifactDocument, AttemptDocument } from "../job/attempt-document.ts";
import { JobDocument, JobSummary } from "../job/job-document.ts";
import { JobSpec, MAX_SPEC_BYTES } from "../job/job-spec.ts";
import { JobState } from "../job/job-state.ts";
import { WhyDocument } from "../job/why-document.ts";
import { JobEvent } from "../live/job-event.ts";
import { ReceiptDocument } from "../receipt/receipt-document.ts";
import { Hex32, hexUpTo, Identity, JobKey } from "../schema/primitives.ts";
import {
  attemptParams,
  jobParams,
  listText,
  numberText,
  pageOf,
  pageQuery,
  searchText,
  timeText,
} from "./parameters.ts";
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
    tag: "jobs",
    summary: "Submit a job: its spec and a signed CreateJob. Repeating it is harmless.",
    auth: "none",
    scope: "jobs:write",
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
      "BLOCKED",
      "TICK_PASSED",
      "INPUT_MISSING",
      "NODE_UNREACHABLE",
    ],
  }),
  listJobs: route({
    method: "GET",
    path: "/jobs",
    tag: "jobs",
    summary: "Jobs of this hub, newest first unless `sort` says otherwise.",
    auth: "none",
    scope: "jobs:read",
    query: pageQuery.extend({
      requester: Identity.optional(),
      state: listText(JobState).optional(),
      kind: z.enum(["wasm", "onnx"]).optional(),
      /** Slot of the model on the chain. */
      model: numberText(0, 0xffff).optional(),
      /** Slot of a provider that has or had an attempt of it. */
      provider: numberText(0, 0xffff).optional(),
      /** Words of the job's name. */
      search: searchText().optional(),
      createdAfter: timeText().optional(),
      createdBefore: timeText().optional(),
      sort: z.enum(["newest", "oldest", "updated"]).optional(),
    }),
    paged: true,
    status: 200,
    response: pageOf(JobSummary),
    problems: [],
  }),
  getJob: route({
    method: "GET",
    path: "/jobs/:key",
    tag: "jobs",
    summary: "One job with its attempts and transactions.",
    auth: "none",
    scope: "jobs:read",
    params: jobParams,
    status: 200,
    response: JobDocument,
    problems: ["JOB_NOT_FOUND"],
  }),
  getJobWhy: route({
    method: "GET",
    path: "/jobs/:key/why",
    tag: "jobs",
    summary:
      "Why nobody has taken the job: a reason for each provider passed over, its place in the queue, and on request one provider's reasons found out anew.",
    auth: "none",
    scope: "jobs:read",
    params: jobParams,
    /** Slot or identity of a provider. */
    query: z.object({ provider: z.union([numberText(0, 0xffff), Identity]).optional() }),
    status: 200,
    response: WhyDocument,
    problems: ["JOB_NOT_FOUND", "PROVIDER_NOT_FOUND"],
  }),
  listJobEvents: route({
    method: "GET",
    path: "/jobs/:key/events",
    tag: "jobs",
    summary: "The job's events after a sequence number.",
    auth: "none",
    scope: "jobs:read",
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
    tag: "jobs",
    summary: "Sealed pieces of log; only the requester's key opens them.",
    auth: "none",
    scope: "jobs:read",
    params: jobParams,
    query: pageQuery.extend({ attempt: numberText(1, 0xffff_ffff).optional() }),
    status: 200,
    response: LogPage,
    problems: ["BLOCKED", "JOB_NOT_FOUND"],
  }),
  listJobArtifacts: route({
    method: "GET",
    path: "/jobs/:key/artifacts",
    tag: "jobs",
    summary: "The attempts' sealed results.",
    auth: "none",
    scope: "jobs:read",
    params: jobParams,
    status: 200,
    response: z.object({ items: z.array(ArtifactDocument) }),
    problems: ["JOB_NOT_FOUND"],
  }),
  getJobArtifact: route({
    method: "GET",
    path: "/jobs/:key/artifacts/:attempt",
    tag: "jobs",
    summary: "The sealed bytes of one attempt's result.",
    auth: "none",
    scope: "jobs:read",
    params: attemptParams,
    status: 200,
    response: "binary",
    problems: ["BLOCKED", "JOB_NOT_FOUND", "ARTIFACT_NOT_FOUND", "DATA_GONE", "RANGE_NOT_SATISFIABLE"],
  }),
  getJobReceipt: route({
    method: "GET",
    path: "/jobs/:key/receipt",
    tag: "jobs",
    summary: "Who ran it, what was paid to whom, and what proves it.",
    auth: "none",
    scope: "jobs:read",
    params: jobParams,
    status: 200,
    response: ReceiptDocument,
    problems: ["JOB_NOT_FOUND", "RECEIPT_NOT_READY"],
  }),
  listJobAttempts: route({
    method: "GET",
    path: "/jobs/:key/attempts",
    tag: "jobs",
    summary: "The job's attempts.",
    auth: "none",
    scope: "jobs:read",
    params: jobParams,
    status: 200,
    response: z.object({ items: z.array(AttemptDocument) }),
    problems: ["JOB_NOT_FOUND"],
  }),
  cancelJob: route({
    method: "POST",
    path: "/jobs/:key/cancel",
    tag: "jobs",
    summary: "Relay a signed CancelJob.",
    auth: "none",
    scope: "jobs:write",
    params: jobParams,
    body: relayBody,
    status: 202,
    response: relayed,
    problems: relayProblems,
  }),
  acceptJob: route({
    method: "POST",
    path: "/jobs/:key/accept",
    tag: "jobs",
    summary: "Relay a signed AcceptResult: closes the window and pays at once.",
    auth: "none",
    scope: "jobs:write",
    params: jobParams,
    body: relayBody,
    status: 202,
    response: relayed,
    problems: relayProblems,
  }),
  claimJob: route({
    method: "POST",
    path: "/jobs/:key/claim",
    tag: "jobs",
    summary: "Relay a signed ClaimTimeout: ends a job whose time has passed.",
    auth: "none",
    scope: "jobs:write",
    params: jobParams,
    body: relayBody,
    status: 202,
    response: relayed,
    problems: relayProblems,
  }),
  topUpJob: route({
    method: "POST",
    path: "/jobs/:key/top-up",
    tag: "jobs",
    summary: "Relay a signed TopUpJob: raises what the job's runs may cost, and how long it may take.",
    auth: "none",
    scope: "jobs:write",
    params: jobParams,
    body: relayBody,
    status: 202,
    response: relayed,
    problems: [...relayProblems, "TRANSACTION_REFUSED"],
  }),
} as const;
