import { randomUUID } from "node:crypto";
import { makeProblem, PROBLEM_MEDIA_TYPE, PROBLEMS, type ProblemCode, ProtocolError } from "@qubix/protocol";
import type { Response } from "express";
import type { Logger } from "winston";
import { ZodError } from "zod";
import { Problem } from "../problem.ts";

/** The one place where errors become RFC 9457 problem documents. What isn't foreseen is logged and told without detail. */
export function sendProblem(response: Response, error: unknown, log: Logger): void {
  const problem = problemOf(error) ?? unforeseen(error, log);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // The rest of a refused body is not read: the connection can't be used again.
  if (problem.status === 413) response.set("Connection", "close");
  response.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
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

function problemOf(error: unknown) {
  if (error instanceof Problem) return makeProblem(error.code, error.detail, error.extra);
  if (error instanceof ZodError) {
    const first = error.issues[0];
    const path = first?.path.join(".") ?? "";
    const where = path === "" ? "" : `${path}: `;
    const part = PARTS.find(([name]) => path === name || path.startsWith(`${name}.`));
    return makeProblem(part?.[1] ?? "INVALID_REQUEST", `${where}${first?.message ?? "malformed"}`, {
      issues: error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message })),
    });
  }
  if (error instanceof ProtocolError) {
    const code = error.code in PROBLEMS ? (error.code as ProblemCode) : (RENAMED[error.code] ?? "INVALID_REQUEST");
    return makeProblem(code, error.message, error.details);
  }
  if (error instanceof URIError) return makeProblem("INVALID_REQUEST", "The address has a malformed escape.");
  return undefined;
}

function unforeseen(error: unknown, log: Logger) {
  const instance = randomUUID();
  log.error("a request failed", {
    instance,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return makeProblem("INTERNAL", undefined, { instance });
}
