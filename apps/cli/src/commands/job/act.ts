import { actOnJob, type JobAction } from "@qubix/client";
import type { Command } from "commander";
import { findKey } from "../../job/short-key.ts";
import { defineCommand } from "../define-command.ts";

const SUMMARIES: Record<JobAction, string> = {
  cancel: "Cancel a job. Accepted attempts get their base share, the rest comes back.",
  accept: "Accept the result: closes the dispute window and pays at once.",
  claim: "End a job whose time has passed. Anybody can.",
};

/** `qubix job cancel|accept|claim`: signed here, relayed by the hub. */
export function actCommands(job: Command): void {
  for (const [action, summary] of Object.entries(SUMMARIES) as [JobAction, string][]) {
    defineCommand(job, {
      usage: `${action} <key>`,
      summary,
      examples: [`job ${action} $KEY`, `job ${action} $KEY --json`],
      async run(session, _, text) {
        const key = await findKey(session, text!);
        const answer = await actOnJob(session.hub, await session.caller(), action, key);
        session.printer.result(answer, () => `Sent. The job is ${answer.state}; watch it: qubix job wait ${key}`);
      },
    });
  }
}
