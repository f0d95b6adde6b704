import { useText } from "../i18n/use-text.ts";
import { type ProblemText, problemText, translateProblem } from "./problem-text.ts";
import { problemWords } from "./problem-words.ts";

/** Tells errors in the page's language. */
export function useProblemText(): (error: unknown) => ProblemText {
  const words = useText(problemWords);
  return (error) => translateProblem(problemText(error), words);
}
