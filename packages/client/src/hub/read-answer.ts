import type { z } from "zod";
import { HubError } from "./hub-error.ts";

/**
 * A hub's answer, checked against its schema. A hub may be newer than this program: a word that isn't known here (another
 * state, reason or kind of event) is passed on as it came, so who shows it must be able to show any word. Anything else
 * that does not fit is refused. @throws HubError BAD_ANSWER
 */
export function readAnswer<S extends z.ZodType>(schema: S, answer: unknown): z.output<S> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const fault = parsed.error.issues.find((issue) => !isNewWord(issue, answer));
  if (fault) throw HubError.badAnswer(`${fault.path.join(".") || "the whole"}: ${fault.message}`);
  return answer as z.output<S>;
}

/** Whether the only fault is a word out of a list that has grown since. */
function isNewWord(issue: z.core.$ZodIssue, answer: unknown): boolean {
  if (issue.code === "invalid_value") {
    const isWord = issue.values.length > 1 && issue.values.every((value) => typeof value === "string");
    return isWord && typeof valueAt(answer, issue.path) === "string";
  }
  if (issue.code !== "invalid_union" || issue.discriminator === undefined || issue.errors.length > 0) return false;
  // Zod names the member that tells the kinds apart as the end of the path.
  return typeof valueAt(answer, issue.path) === "string";
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
