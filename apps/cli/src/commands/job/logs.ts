import type { Command } from "commander";
import { parseWhole } from "../../context/amount.ts";
import { type LogOptions, logText, readLogs } from "../../job/read-logs.ts";
import { findKey } from "../../job/short-key.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix job logs`: opened here, with the requester's key. */
export function logsCommand(job: Command): void {
  defineCommand<LogOptions>(job, {
    usage: "logs <key>",
    summary: "Print what the job writes to stdout and stderr. Only the requester's wallet can open it.",
    examples: ["job logs $KEY", "job logs $KEY -f", "job logs $KEY --attempt 1 --json"],
    configure: (command) =>
      command
        .option("--attempt <n>", "only this attempt", parseWhole("--attempt", 1, 2 ** 32 - 1))
        .option("-f, --follow", "go on until the job has ended"),
    async run(session, options, text) {
      const key = await findKey(session, text!);
      for await (const piece of readLogs(session, key, options)) session.printer.result(piece, () => logText(piece));
    },
  });
}
