import type { Command } from "commander";
import { Option } from "commander";
import { endedWell } from "../../job/ended-well.ts";
import { followJob } from "../../job/follow-job.ts";
import { jobText } from "../../job/job-text.ts";
import { findKey } from "../../job/short-key.ts";
import { timeoutOption } from "../../job/submit-options.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix job wait`: the exit code tells how it ended. */
export function waitCommand(job: Command): void {
  defineCommand<{ timeout: number; until: "result" | "settled" }>(job, {
    usage: "wait <key>",
    summary: "Wait until a job has ended (exit code 0: with a paid result, 5: otherwise, 7: not in time).",
    examples: ["job wait $KEY", "job wait $KEY --until result --timeout 60"],
    configure: (command) =>
      timeoutOption(command, "how long to wait").addOption(
        new Option("--until <what>", "what to wait for").choices(["result", "settled"]).default("settled"),
      ),
    async run(session, { timeout, until }, key) {
      const { hub } = session;
      const ended = await followJob(session, hub, await findKey(session, key!), { until, timeoutSeconds: timeout });
      session.printer.result(ended, () => jobText(ended));
      if (ended.closeReason !== undefined && !endedWell(ended)) session.exitCode = EXIT.jobFailed;
    },
  });
}
