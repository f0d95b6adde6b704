import { openResult } from "@qubix/client";
import type { Command } from "commander";
import { parseWhole } from "../../context/amount.ts";
import { resultText, saveResult } from "../../job/save-result.ts";
import { findKey } from "../../job/short-key.ts";
import { CliError } from "../../output/cli-error.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix job download`: opens the sealed result with the requester's key and checks it against what was revealed. */
export function downloadCommand(job: Command): void {
  defineCommand<{ attempt?: number; to?: string }>(job, {
    usage: "download <key>",
    summary: "Fetch a job's result, open it, check it against the chain, and write its files to a folder.",
    examples: ["job download $KEY", "job download $KEY --to result --attempt 1 --json"],
    configure: (command) =>
      command
        .option("--to <folder>", "where to (default: job-KEY, shortened)")
        .option("--attempt <n>", "of this attempt instead of the majority's", parseWhole("--attempt", 1, 2 ** 32 - 1)),
    async run(session, { attempt, to }, text) {
      const key = await findKey(session, text!);
      const { keyPair } = await session.wallet();
      const document = await session.hub.call("getJob", { params: { key } });
      const opened = await session.printer.transfer("result", (onProgress) =>
        openResult(session.hub, document, keyPair, attempt, onProgress),
      );
      if (!opened) {
        const hint = `Results can be opened once they are revealed: \`qubix job wait ${key} --until result\`.`;
        throw new CliError("NO_RESULT_YET", `The job is ${document.state}; no result is revealed.`, hint, EXIT.refused);
      }
      const saved = saveResult(key, opened, to);
      session.printer.result(saved, () => resultText(saved));
    },
  });
}
