import type { ProblemText } from "../hub/problem-text.ts";
import { useProblemText } from "../hub/use-problem-text.ts";
import { useText } from "../i18n/use-text.ts";
import { signingText } from "./text.ts";

/** What the wallet could not do, in the page's language. */
export function useWalletProblem(): (error: unknown) => ProblemText {
  const { errors } = useText(signingText);
  const problemText = useProblemText();
  return (error) => {
    const told = problemText(error);
    const own = Object.hasOwn(errors, told.code) ? errors[told.code as keyof typeof errors] : undefined;
    return own === undefined ? told : { code: told.code, message: own };
  };
}
