import type { Command } from "commander";
import { buildSpec } from "../../job/build-spec.ts";
import { findModel } from "../../job/find-model.ts";
import { readJobFile } from "../../job/read-job-file.ts";
import { type SpecOptions, specOptions } from "../../job/spec-options.ts";
import { pairs } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** Nothing is sealed: any key will do. */
const NO_KEY = "00".repeat(32);

/** `qubix job validate`: whether a job could be submitted, as far as it itself tells. No wallet is needed. */
export function validateCommand(job: Command): void {
  defineCommand<SpecOptions>(job, {
    usage: "validate [file]",
    summary: "Check a job file or the options of `job submit`: the spec, its files, the program. Nothing is sent.",
    examples: ["job validate job.json", "job validate --wasm program.wasm -i table.csv --json"],
    configure: specOptions,
    async run(session, options, file) {
      const find = (name: string) => findModel(session, name);
      const built = file ? await readJobFile(file, NO_KEY, find) : await buildSpec(options, NO_KEY, find);
      const { spec, blobs, canonical } = built;
      const { kind, inputs, limits } = spec;
      session.printer.result({ valid: true, bytes: canonical.length, files: blobs.size, spec }, () =>
        pairs({
          job: `valid, of kind ${kind}`,
          inputs: inputs.map(({ path, size }) => `${path} (${size} bytes)`).join(", ") || "none",
          limits: `${BigInt(limits.fuel).toLocaleString("en")} fuel, ${limits.memoryMiB} MiB, ${limits.wallSeconds} s`,
          spec: `${canonical.length} bytes`,
        }),
      );
    },
  });
}
