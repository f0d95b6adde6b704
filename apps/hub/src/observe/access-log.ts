import { spanPlaceOf, type Tracer } from "@qubix/observe";
import type { NextFunction, Request, Response } from "express";
import type { AppContext } from "../app-context.ts";
import { noteInScope, type RequestScope, requestScope, runInScope } from "./request-scope.ts";

/** Routes that answer with a blob. */
const BLOB_ROUTES = new Set(["getBlob", "getJobArtifact"]);

/** The client went away before the answer's end; nginx's number for it. */
const GONE = 499;

/** Counts each request, writes a line about it when it is answered, and adds it to the trace that its caller named. */
export function accessLog({ log, metrics, tracer, config }: Pick<AppContext, "log" | "metrics" | "tracer" | "config">) {
  const level = config.observe.accessLog;
  const isWritten = level !== "off" && log.isLevelEnabled(level);
  return (request: Request, response: Response, next: NextFunction): void => {
    const begun = performance.now();
    const scope = requestScope();
    const header = request.get("traceparent");
    if (tracer.on && header !== undefined && spanPlaceOf(header)) noteInScope({ traceparent: header });
    const { socket } = request;
    const sentBefore = socket.bytesWritten;
    metrics.api.begun();
    response.once("close", () => {
      const ms = performance.now() - begun;
      const status = response.writableFinished ? response.statusCode : GONE;
      const route = scope?.route ?? "none";
      const bytes = Math.max(0, socket.bytesWritten - sentBefore);
      metrics.api.answered({ route, status, seconds: ms / 1_000, bytes });
      if (BLOB_ROUTES.has(route)) metrics.blobs.moved("out", bytes);
      const problem: string | undefined = response.locals.problem;
      if (problem !== undefined) metrics.api.problem(problem);
      if (!scope) return;
      if (scope.traceparent === header) addToTrace(tracer, scope, status, ms);
      if (!isWritten) return;
      const caller = scope.via ?? "nobody";
      const line = { method: request.method, route, status, ms: Math.round(ms * 10) / 10, bytes, caller, problem };
      runInScope(scope, () => log.log(level, "answered", line));
    });
    next();
  };
}

/** Only those who have shown who they are may add to traces. A submission begins its own span. */
function addToTrace(
  tracer: Tracer,
  { identity, traceparent, route, jobKey }: RequestScope,
  status: number,
  ms: number,
) {
  if (!tracer.on || identity === undefined || traceparent === undefined || route === undefined) return;
  const span = tracer.start(`api ${route}`, {
    parent: traceparent,
    kind: "server",
    startedAt: Date.now() - ms,
    attributes: { "http.response.status_code": status, ...(jobKey !== undefined && { "qubix.job_key": jobKey }) },
  });
  span.end(status >= 500 ? new Error(`answered ${status}`) : undefined);
}
