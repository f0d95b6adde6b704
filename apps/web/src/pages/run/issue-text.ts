import type { Messages } from "../../i18n/define-text.ts";
import type { run } from "../../i18n/en/run.ts";
import type { Format } from "../../i18n/format.ts";
import type { Issue } from "./check-draft.ts";
import type { Draft } from "./draft.ts";

/** What is wrong with a field, in words; undefined where nothing is. */
export function issueText(
  issues: readonly Issue[],
  field: keyof Draft,
  text: Messages<typeof run>,
  { number }: Pick<Format, "number">,
): string | undefined {
  const issue = issues.find((one) => one.field === field);
  if (!issue) return undefined;
  const { problem, min = 0, max = 0 } = issue;
  if (problem === "range") return text.issues.range(number(min), number(max));
  if (problem === "quorum") return text.issues.quorum(number(max));
  return text.issues[problem];
}
