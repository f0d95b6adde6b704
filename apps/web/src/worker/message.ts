import type { ProblemText } from "../hub/problem-text.ts";
import type { Works } from "./works.ts";

/** What the page asks of the thread. */
export interface Order {
  name: keyof Works;
  args: readonly unknown[];
}

/** What the thread answers. Of errors only the texts come over. */
export type Answer = { ok: true; value: unknown } | { ok: false; problem: ProblemText };
