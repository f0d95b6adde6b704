import type { ProblemCode } from "@qubix/protocol";
import { defineText } from "../i18n/define-text.ts";

/** Codes of errors that no hub tells of: the client or this page found them. */
type OwnCode =
  | "HUB_UNREACHABLE"
  | "BAD_ANSWER"
  | "TRANSACTION_DROPPED"
  | "CALL_HAD_NO_EFFECT"
  | "JOB_NOT_ON_CHAIN"
  | "RESULT_MISMATCH"
  | "NOT_FOR_SALE"
  | "ACCESS_TOO_DEAR"
  | "ACCESS_PENDING"
  | "INSUFFICIENT_FUNDS"
  | "WORKER_NOT_STARTED";

/** By an error's code: what went wrong, and what to do next. */
export type ProblemTexts = Readonly<Record<ProblemCode | OwnCode, readonly [title: string, hint: string]>>;

export interface ProblemWords {
  problems: Readonly<Partial<Record<string, readonly [title: string, hint: string]>>>;
  /** By the contract's number for the reason. */
  refusals: Readonly<Partial<Record<number, string>>>;
}

/** Errors in other languages than English, which hubs and the client's own errors speak themselves. */
export const problemWords = defineText<ProblemWords>(
  { problems: {}, refusals: {} },
  {
    pt: async () => ({
      ...(await import("../i18n/pt/problems.ts")),
      ...(await import("../i18n/pt/refusals.ts")),
    }),
    es: async () => ({
      ...(await import("../i18n/es/problems.ts")),
      ...(await import("../i18n/es/refusals.ts")),
    }),
  },
);
