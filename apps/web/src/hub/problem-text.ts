/** An error as a page tells it. */
export interface ProblemText {
  /** The hub's code, or ours where the hub said nothing. */
  code: string;
  message: string;
  /** What to do next. */
  hint?: string;
}

/** What went wrong and what to do about it. Texts of hubs are only text: nothing in them is ever rendered as markup. */
export function problemText(error: unknown): ProblemText {
  const { code, message, hint } = error as { code?: unknown; message?: unknown; hint?: unknown };
  return {
    code: typeof code === "string" ? code : "INTERNAL",
    message: typeof message === "string" && message !== "" ? message : String(error),
    ...(typeof hint === "string" && { hint }),
  };
}
