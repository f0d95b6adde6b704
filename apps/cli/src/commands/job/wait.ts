import { waitForJob } from "@qubix/client";
import type { Command } from "commander";
import { Option } from "commander";
import { endedWell } from "../../job/ended-well.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { printStates } from "../../output/print-states.ts";
import { defineCommand } from "../define-command.ts";
import { jobText } from "./job-text.ts";

/** `qubix job wait`: the exit code tells how it ended. */
export function waitCommand(job: Command): void {
  defineCommand<{ timeout: number; until: "result" | "settled" }>(job, {
    usage: "wait <key>",
    summary: "Wait until a job has ended (exit code 0: with a paid result, 5: otherwise, 7: not in time).",
    examples: ["job wait 0123…cdef", "job wait 0123…cdef --until result --timeout 60"],
    configure: (command) =>
      command
        .option("--timeout <seconds>", "how long to wait", Number, 600)
        .addOption(new Option("--until <what>", "what to wait for").choices(["result", "settled"]).default("settled")),
    async run(session, { timeout, until }, key) {
      const ended = await waitForJob(session.hub, key!, {
        until,
        timeoutMs: timeout * 1000,
        onChange: printStates(session.printer),
      });
      session.printer.result(ended, () => jobText(ended));
      if (ended.closeReason !== undefined && !endedWell(ended)) session.exitCode = EXIT.jobFailed;
    },
  });
}
