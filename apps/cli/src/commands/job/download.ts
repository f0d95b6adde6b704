import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { openResult } from "@qubix/client";
import type { Command } from "commander";
import { parseWhole } from "../../context/amount.ts";
import { CliError } from "../../output/cli-error.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { pairs, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix job download`: opens the sealed result with the requester's key and checks it against what was revealed. */
export function downloadCommand(job: Command): void {
  defineCommand<{ attempt?: number; output?: string }>(job, {
    usage: "download <key>",
    summary: "Fetch a job's result, open it, check it against the chain, and write its files to a folder.",
    examples: ["job download 0123…cdef", "job download 0123…cdef -o result --attempt 2 --json"],
    configure: (command) =>
      command
        .option("-o, --output <folder>", "where to (default: job-KEY, shortened)")
        .option("--attempt <n>", "of this attempt instead of the majority's", parseWhole("--attempt", 1, 2 ** 32 - 1)),
    async run(session, options, key) {
      const { keyPair } = await session.wallet();
      const document = await session.hub.call("getJob", { params: { key: key! } });
      const opened = await openResult(session.hub, document, keyPair, options.attempt);
      if (!opened) {
        const hint = `Results can be opened once they are revealed: \`qubix job wait ${key} --until result\`.`;
        throw new CliError("NO_RESULT_YET", `The job is ${document.state}; no result is revealed.`, hint, EXIT.refused);
      }
      const folder = resolve(options.output ?? `job-${key!.slice(0, 8)}`);
      const files = [...opened.outputs].map(([path, bytes]) => {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, bytes);
        return { path, file, size: bytes.length };
      });
      const { result, attempt, resultDigest } = opened;
      const { outcome, exitCode } = result;
      session.printer.result({ attempt, resultDigest, outcome, exitCode, folder, files }, () =>
        [
          pairs({
            outcome: exitCode ? `${outcome} ${exitCode}` : outcome,
            attempt,
            "result digest": resultDigest,
            folder,
          }),
          table(
            ["file", "bytes"],
            files.map(({ path, size }) => [path, String(size)]),
          ),
        ].join("\n"),
      );
    },
  });
}
