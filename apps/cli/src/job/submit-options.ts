import type { PreparedJob } from "@qubix/client";
import type { Command } from "commander";
import { parseWhole } from "../context/amount.ts";
import type { Session } from "../context/session.ts";
import { EXIT } from "../output/exit-codes.ts";
import type { AutoTopUpOptions } from "./auto-top-up-option.ts";
import { autoTopUp } from "./auto-top-up-option.ts";
import type { BuiltSpec } from "./build-spec.ts";
import { endedWell } from "./ended-well.ts";
import { followJob } from "./follow-job.ts";
import { jobText } from "./job-text.ts";
import { printPrepared, sendJob } from "./prepare-job.ts";

/** What commands take that submit a job: whether it is sent, and what is told. */
export interface SubmitOptions extends AutoTopUpOptions {
  dryRun?: boolean;
  wait?: boolean;
  idOnly?: boolean;
  timeout: number;
}

/** How long `--timeout` may be: 30 days. */
const LONGEST_SECONDS = 2_592_000;

export function submitOptions(command: Command): Command {
  const waited = command
    .option("--dry-run", "build and check everything, show what it would cost, send nothing")
    .option("--wait", "wait until everybody has been paid");
  return timeoutOption(waited, "how long --wait waits").option(
    "--id-only",
    "print nothing but the job's key on standard output",
  );
}

/** `--timeout`, of commands that wait. */
export function timeoutOption(command: Command, description: string, seconds = 600): Command {
  return command.option("--timeout <seconds>", description, parseWhole("--timeout", 1, LONGEST_SECONDS), seconds);
}

/** Sends a prepared job as the options say, and tells what became of it. */
export async function submitPrepared(
  session: Session,
  built: BuiltSpec,
  prepared: PreparedJob,
  options: SubmitOptions,
): Promise<void> {
  const { dryRun, wait, idOnly, timeout } = options;
  const { key } = prepared;
  if (dryRun) return printPrepared(session, prepared, "Nothing was sent.");
  const hub = await sendJob(session, built, prepared);
  if (idOnly && !wait) return session.printer.raw(key);
  if (!wait) return printPrepared(session, prepared, `Submitted. Watch it: qubix job wait ${key}`);
  const topUps = await autoTopUp(session, options);
  const ended = await followJob(session, hub, key, { until: "settled", timeoutSeconds: timeout, ...topUps });
  if (idOnly) session.printer.raw(key);
  else session.printer.result(ended, () => jobText(ended));
  if (!endedWell(ended)) session.exitCode = EXIT.jobFailed;
}
