import { makeProblem, PROBLEM_MEDIA_TYPE, PROBLEMS, type ProblemCode, ProtocolError } from "@qubix/protocol";
import type { Request, Response } from "express";
import type { Logger } from "winston";
import { ZodError } from "zod";
import { Problem } from "../problem.ts";

/** Bytes of a refused body that are still read, so that the connection stays usable and the client sees the answer. */
const MAX_REST = 1024 * 1024;

/** Names in a body may be as long as it is; so much of them is told. */
const MAX_TOLD = 200;

/** The one place where errors become RFC 9457 problem documents. What isn't foreseen is logged and told without detail. */
export function sendProblem(request: Request, response: Response, error: unknown, log: Logger): void {
  if (error instanceof Error && request.destroyed && request.socket.destroyed) {
    log.debug("a client went away", { error: error.message });
    response.destroy();
    return;
  }
  const problem = problemOf(error) ?? unforeseen(error, log);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const rest = Number(request.headers["content-length"] ?? (request.complete ? 0 : Number.POSITIVE_INFINITY));
  if (problem.status === 408 || (!request.complete && rest > MAX_REST)) response.set("Connection", "close");
  response.set("Cache-Control", "no-store");
  if (problem.status === 401) response.set("WWW-Authenticate", "Qubic, Bearer");
  response.locals.problem = problem.code;
  const document = { ...problem, requestId: response.get("X-Request-Id") };
  response.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(document));
}

/** Protocol's errors that have a name of their own here. */
const RENAMED: Record<string, ProblemCode> = {
  BAD_JSON: "INVALID_JSON",
  NOT_CANONICAL: "INVALID_JSON",
  JSON_TOO_LARGE: "BODY_TOO_LARGE",
};

/** Parts of a body that say more than "malformed", by their path; the first that fits. */
const PARTS: [string, ProblemCode][] = [
  ["spec.version", "UNSUPPORTED_SPEC_VERSION"],
  ["spec", "INVALID_SPEC"],
  ["manifest", "INVALID_MODEL"],
];

/** A foreseen refusal as a document; undefined for anything else. */
export function problemOf(error: unknown) {
  if (error instanceof Problem) return makeProblem(error.code, error.detail, error.extra);
  if (error instanceof ZodError) {
    const first = error.issues[0];
    const path = (first?.path.join(".") ?? "").slice(0, MAX_TOLD);
    const where = path === "" ? "" : `${path}: `;
    const part = PARTS.find(([name]) => path === name || path.startsWith(`${name}.`));
    return makeProblem(part?.[1] ?? "INVALID_REQUEST", `${where}${first?.message ?? "malformed"}`, {
      issues: error.issues.slice(0, 20).map(({ path, message }) => ({
        path: path.join(".").slice(0, MAX_TOLD),
        message: message.slice(0, MAX_TOLD),
      })),
    });
  }
  if (error instanceof ProtocolError) {
    const code = error.code in PROBLEMS ? (error.code as ProblemCode) : (RENAMED[error.code] ?? "INVALID_REQUEST");
    return makeProblem(code, error.message, error.details);
  }
  if (isMalformedAddress(error)) return makeProblem("INVALID_REQUEST", "The address has a malformed escape.");
  return undefined;
}

/** Express' own complaint about an escape such as `%E0%A4%A`. */
function isMalformedAddress(error: unknown): boolean {
  return error instanceof URIError || (error as { status?: number } | undefined)?.status === 400;
}

function unforeseen(error: unknown, log: Logger) {
  log.error("a request failed", { error: traceOf(error) });
  return makeProblem("INTERNAL");
}

/** Where it came from. A query that failed is told without its parameters, which may be anybody's. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { query, cause, stack = error.message } = error as Error & { query?: string };
  if (query === undefined) return stack;
  const calls = stack.slice(stack.indexOf("\n    at "));
  return `${cause instanceof Error ? cause.message : "a query failed"}: ${query}${calls}`;
}
