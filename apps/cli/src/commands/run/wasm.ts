import type { Command } from "commander";
import { buildSpec } from "../../job/build-spec.ts";
import { findModel } from "../../job/find-model.ts";
import { sealKeyOf } from "../../job/prepare-job.ts";
import { type LogPiece, logText, readLogs } from "../../job/read-logs.ts";
import { exitCodeOf, type RunOptions, runJob, runOptions } from "../../job/run-job.ts";
import { resultText, saveResult } from "../../job/save-result.ts";
import { type WorkOptions, workOptions } from "../../job/spec-options.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix run wasm`: a WASI program with its arguments, as if it ran here. */
export function runWasmCommand(run: Command): void {
  defineCommand<WorkOptions & RunOptions>(run, {
    usage: "wasm <file> [args...]",
    summary: "Run a WASI program: prints what it prints and fetches the files that it writes to /out.",
    examples: [
      "run wasm program.wasm -- 20",
      "run wasm program.wasm -i table.csv --to result -- 20",
      "run wasm program.wasm --metered --price-cap 2k --json -- 5",
    ],
    configure: (command) =>
      runOptions(workOptions(command, "file that the program finds as /in/PATH; may be given several times")),
    async run(session, options, file, args) {
      const work = { ...options, wasm: file!, arg: args as unknown as string[] };
      const built = await buildSpec(work, await sealKeyOf(session), (name) => findModel(session, name));
      const { key, opened } = await runJob(session, built, options);
      const { attempt } = opened;
      const logs: LogPiece[] = [];
      for await (const piece of readLogs(session, key, { attempt })) logs.push(piece);
      const saved = saveResult(key, opened, options.to);
      session.exitCode = exitCodeOf(opened);
      session.printer.result({ key, ...saved, logs }, () =>
        [...logs.map(logText), ...(logs.length > 0 ? [""] : []), resultText(saved)].join("\n"),
      );
    },
  });
}
