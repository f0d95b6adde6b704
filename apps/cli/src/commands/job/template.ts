import type { Command } from "commander";
import { JOB_TEMPLATES } from "../../job/templates.ts";
import { CliError } from "../../output/cli-error.ts";
import { table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix job template`: job files to start from. */
export function templateCommand(job: Command): void {
  const template = job.command("template").description("Job files to start from.");

  defineCommand(template, {
    usage: "list",
    summary: "List the templates.",
    examples: ["job template list"],
    local: true,
    async run({ printer }) {
      const items = JOB_TEMPLATES.map(({ name, summary }) => ({ name, summary }));
      printer.result({ items }, () =>
        table(
          ["template", "what"],
          items.map(({ name, summary }) => [name, summary]),
        ),
      );
    },
  });

  defineCommand(template, {
    usage: "show <template> [what]",
    summary: "Print a job file for a program or a model, to be changed and given to `qubix job submit`.",
    examples: [
      "job template show program > job.json",
      "job template show files program.wasm > job.json",
      "qubix job template show model acme/digits | qubix job validate -",
    ],
    local: true,
    async run({ printer }, _, name, what) {
      const found = JOB_TEMPLATES.find((one) => one.name === name);
      if (!found) {
        const hint = `There are: ${JOB_TEMPLATES.map((one) => one.name).join(", ")}.`;
        throw new CliError("UNKNOWN_TEMPLATE", `There is no template "${name}".`, hint);
      }
      const file = found.make(what ?? found.example);
      printer.result(file, () => JSON.stringify(file, null, 2));
    },
  });
}
