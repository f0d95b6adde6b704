import { type Span, spanPlaceOf } from "@qubix/observe";
import type { AppContext, SubmittedJob } from "../app-context.ts";
import { Problem } from "../problem.ts";
import { noteInScope } from "./request-scope.ts";

/**
 * Counts a submission and begins the job's trace with it. A client's own trace is continued; whether it is recorded is decided
 * here.
 * @param submit gets where the job's trace is, to be kept with the job
 */
export async function observeSubmission(
  { metrics, tracer }: Pick<AppContext, "metrics" | "tracer">,
  { kind, header }: { kind: string; header: string | undefined },
  submit: (traceparent: string | undefined) => Promise<SubmittedJob>,
): Promise<SubmittedJob> {
  const parent = spanPlaceOf(header) && header;
  const span: Span = tracer.start("submit", {
    parent,
    decide: true,
    kind: "server",
    attributes: { "qubix.kind": kind },
  });
  if (span.traceparent !== undefined) noteInScope({ traceparent: span.traceparent });
  try {
    const submitted = await submit(span.traceparent);
    metrics.jobs.submitted(kind, submitted.created);
    noteInScope({ jobKey: submitted.key });
    span.set({ "qubix.job_key": submitted.key });
    span.end();
    return submitted;
  } catch (error) {
    metrics.jobs.refused(error instanceof Problem ? error.code : "INTERNAL");
    span.end(error);
    throw error;
  }
}
