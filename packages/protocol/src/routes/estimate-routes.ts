import { EstimateDocument, EstimateRequest } from "../job/estimate-document.ts";
import { MAX_SPEC_BYTES } from "../job/job-spec.ts";
import { route } from "./route.ts";

export const estimateRoutes = {
  estimateJob: route({
    method: "POST",
    path: "/estimates",
    idempotent: false,
    tag: "jobs",
    summary:
      "What a job would cost and how long it would take, by the offers there are and by past runs. Nothing is kept.",
    auth: "none",
    body: EstimateRequest,
    digested: true,
    maxBody: MAX_SPEC_BYTES * 2 + 16_384,
    status: 200,
    response: EstimateDocument,
    problems: ["INVALID_SPEC", "UNSUPPORTED_SPEC_VERSION", "NODE_UNREACHABLE"],
  }),
} as const;
