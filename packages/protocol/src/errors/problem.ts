import { z } from "zod";
import { PROBLEMS, type ProblemCode } from "./problem-codes.ts";

/** A problem document (RFC 9457), sent as `application/problem+json`. `hint` says what to do next. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.string(),
  detail: z.string().optional(),
  hint: z.string().optional(),
  instance: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** The problem document for `code`; `detail` tells this case, `more` carries data. */
export function makeProblem(code: ProblemCode, detail?: string, more: Record<string, unknown> = {}): Problem {
  const { status, title, hint } = PROBLEMS[code];
  const type = `urn:qubix:problem:${code.toLowerCase().replaceAll("_", "-")}`;
  return { ...more, type, title, status, code, ...(detail === undefined ? {} : { detail }), hint };
}
