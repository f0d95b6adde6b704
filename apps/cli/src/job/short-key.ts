import type { Session } from "../context/session.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";

const WHOLE = /^[0-9a-f]{64}$/;
/** The beginning of a key, or beginning and end as tables show it on a narrow screen. */
const PART = /^([0-9a-f]{4,63})(?:(?:…|\.\.\.?)([0-9a-f]{1,60}))?$/;
/** Among so many of the newest jobs a shortened key is looked for. */
const NEWEST = 1_000;
const PER_PAGE = 200;

/**
 * A job's key as it is, or the one that a shortened key stands for among the newest jobs that the hub shows one.
 * @throws CliError INVALID_KEY, UNKNOWN_KEY, AMBIGUOUS_KEY
 */
export async function findKey(session: Session, text: string): Promise<string> {
  if (WHOLE.test(text)) return text;
  const [, start, end = ""] = PART.exec(text) ?? [];
  if (start === undefined) {
    const hint = "Give its 64 hex digits, or at least the first 4; `qubix job list` shows them.";
    throw new CliError("INVALID_KEY", `"${text}" is not the key of a job.`, hint);
  }
  const found: string[] = [];
  let seen = 0;
  for await (const { key } of (await session.ownHub()).pages("listJobs", { query: { limit: PER_PAGE } })) {
    if (key.startsWith(start) && key.endsWith(end)) found.push(key);
    if (++seen >= NEWEST) break;
  }
  if (found.length === 1) return found[0]!;
  if (found.length === 0) {
    const hint = "Give the whole key, or look for it: `qubix job list --search NAME`.";
    throw new CliError("UNKNOWN_KEY", `None of the newest ${seen} jobs has a key like ${text}.`, hint, EXIT.refused);
  }
  throw new CliError("AMBIGUOUS_KEY", `${text} can be any of ${found.length} jobs.`, `Give more: ${found.join(", ")}`);
}
