import type { Command } from "commander";
import { type AutoTopUpOptions, autoTopUp, autoTopUpOption } from "../../job/auto-top-up-option.ts";
import { endedWell } from "../../job/ended-well.ts";
import { followJob } from "../../job/follow-job.ts";
import { jobText } from "../../job/job-text.ts";
import { findKey } from "../../job/short-key.ts";
import { timeoutOption } from "../../job/submit-options.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { defineCommand } from "../define-command.ts";

const DAY_SECONDS = 86_400;

/** `qubix job watch`: stays with a job to its end, and tops it up if it may. */
export function watchCommand(job: Command): void {
  defineCommand<AutoTopUpOptions & { timeout: number }>(job, {
    usage: "watch <key>",
    summary: "Stay with a job to its end: its states, what it costs, and top-ups where you allow them.",
    examples: ["job watch $KEY", "job watch --auto-top-up 20k $KEY"],
    configure: (command) => timeoutOption(autoTopUpOption(command), "how long to stay", DAY_SECONDS),
    async run(session, options, key) {
      const topUps = await autoTopUp(session, options);
      const ended = await followJob(session, session.hub, await findKey(session, key!), {
        until: "settled",
        timeoutSeconds: options.timeout,
        ...topUps,
      });
      session.printer.result(ended, () => jobText(ended));
      if (!endedWell(ended)) session.exitCode = EXIT.jobFailed;
    },
  });
}
