import type { ProblemCode } from "@qubix/protocol";
import type { Request, Response } from "express";
import type { Logger } from "winston";
import { problemOf, sendProblem } from "../api/send-problem.ts";

/** Codes by which tools tell refusals apart. */
const CODES: Partial<Record<string, string>> = {
  MODEL_NOT_FOUND: "RepoNotFound",
  VERSION_NOT_FOUND: "RevisionNotFound",
  MODEL_FILE_NOT_FOUND: "EntryNotFound",
  MODEL_GATED: "GatedRepo",
} satisfies Partial<Record<ProblemCode, string>>;

/** Words by which they tell the rest apart. */
const WORDS: Partial<Record<string, string>> = {
  BLOCKED: "Access to this resource is disabled.",
  ...Object.fromEntries(
    ["API_KEY_INVALID", "TOKEN_INVALID", "TOKEN_EXPIRED", "SESSION_ENDED", "BAD_AUTHORIZATION"].map((code) => [
      code,
      "Invalid credentials in Authorization header",
    ]),
  ),
} satisfies Partial<Record<ProblemCode, string>>;

/** A refusal as tools for the conventions expect it: a code and a sentence in headers, and the sentence in JSON. */
export function sendHfError(request: Request, response: Response, error: unknown, log: Logger): void {
  const problem = problemOf(error);
  if (problem === undefined || response.headersSent || request.socket.destroyed) {
    sendProblem(request, response, error, log);
    return;
  }
  const { code, detail, title, hint } = problem;
  const message = `${detail ?? title} ${hint ?? ""}`.trim();
  response.locals.problem = code;
  const known = CODES[code];
  if (known !== undefined) response.set("X-Error-Code", known);
  response.set({ "X-Error-Message": headerText(WORDS[code] ?? message), "Cache-Control": "no-store" });
  if (!request.complete) response.set("Connection", "close");
  // They know 412 for a parent that is not the newest, and 400 for what is wrong in the content.
  const status = code === "VERSION_STALE" ? 412 : problem.status === 422 ? 400 : problem.status;
  response
    .status(status)
    .type("application/json")
    .send(JSON.stringify({ error: message, code }));
}

/** Only what a header can hold. */
const headerText = (text: string): string => text.replaceAll(/[^\x20-\x7e]+/g, " ").slice(0, 500);
