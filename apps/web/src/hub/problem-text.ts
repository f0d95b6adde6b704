import { refusalCode } from "@qubix/client";
import { PROBLEMS, type ProblemCode } from "@qubix/protocol";
import type { ProblemWords } from "./problem-words.ts";

/** An error as a page tells it. */
export interface ProblemText {
  /** The hub's code, or ours where the hub said nothing. */
  code: string;
  message: string;
  /** What to do next. */
  hint?: string;
  /** The contract's number for its refusal, if it is one. */
  refusal?: number;
  /** What the hub says beyond the code, in English, where the message is in another language. */
  said?: string;
}

/** What went wrong and what to do about it. Texts of hubs are only text: nothing in them is ever rendered as markup. */
export function problemText(error: unknown): ProblemText {
  const { code, message, hint } = Object(error) as { code?: unknown; message?: unknown; hint?: unknown };
  const refusal = refusalCode(error);
  return {
    code: typeof code === "string" ? code : "INTERNAL",
    message: typeof message === "string" && message !== "" ? message : String(error),
    ...(typeof hint === "string" && { hint }),
    ...(refusal !== undefined && { refusal }),
  };
}

/** The same in the words of a language; as it is where that has none for it. */
export function translateProblem(told: ProblemText, { problems, refusals }: ProblemWords): ProblemText {
  const why = told.refusal === undefined ? undefined : refusals[told.refusal];
  const known = why === undefined ? told.code : "TRANSACTION_REFUSED";
  const own = Object.hasOwn(problems, known) ? problems[known] : undefined;
  if (own === undefined) return told;
  const [title, hint] = own;
  if (why !== undefined) return { code: told.code, message: `${title}: ${why}` };
  const isMore = told.message !== PROBLEMS[told.code as ProblemCode]?.title;
  return { code: told.code, message: title, hint, ...(isMore && { said: told.message }) };
}
