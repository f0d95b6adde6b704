import { type OpenedResult, openResult } from "@qubix/client";
import type { Command } from "commander";
import type { Session } from "../context/session.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import type { BuiltSpec } from "./build-spec.ts";
import { followJob } from "./follow-job.ts";
import { prepareJob, sendJob } from "./prepare-job.ts";
import { timeoutOption } from "./submit-options.ts";
import { type TermsOptions, termsOptions } from "./terms-options.ts";

/** What `qubix run …` takes beside the work. */
export interface RunOptions extends TermsOptions {
  timeout: number;
  to?: string;
}

export function runOptions(command: Command): Command {
  return timeoutOption(termsOptions(command), "how long to wait for the result").option(
    "--to <folder>",
    "where its files go (default: job-KEY, shortened)",
  );
}

/** Submits a job and waits for its result, which is opened and checked. What is left to be paid is paid without us. */
export async function runJob(
  session: Session,
  built: BuiltSpec,
  options: RunOptions,
): Promise<{ key: string; opened: OpenedResult }> {
  const prepared = await prepareJob(session, built, options);
  const { key } = prepared;
  session.printer.progress(`Job ${key}`);
  const hub = await sendJob(session, built, prepared);
  // Of several runs the contract says which result is right; a single one's can be had when it is revealed.
  const until = options.replicas > 1 ? "settled" : "result";
  const job = await followJob(session, hub, key, { until, timeoutSeconds: options.timeout });
  const { keyPair } = await session.wallet();
  const opened = await session.printer.transfer("result", (onProgress) =>
    openResult(hub, job, keyPair, undefined, onProgress),
  );
  if (opened) return { key, opened };
  const hint = `See why: \`qubix job get ${key}\`, \`qubix job why ${key}\`.`;
  const ended = job.closeReason ?? job.state;
  throw new CliError("NO_RESULT", `The job has ended without a result: ${ended}.`, hint, EXIT.jobFailed);
}

/** What the program's own end makes of the command's. */
export function exitCodeOf({ result }: OpenedResult): typeof EXIT.ok | typeof EXIT.jobFailed {
  return result.outcome === "ok" ? EXIT.ok : EXIT.jobFailed;
}
