import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { publishModel, readModelFiles } from "@qubix/client";
import type { Command } from "commander";
import { parseAmount } from "../context/amount.ts";
import { CliError } from "../output/cli-error.ts";
import { pairs, quText, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix model`: publish models for a royalty, find and fetch them. */
export function modelCommands(program: Command): void {
  const model = program.command("model").description("Publish models for a royalty, find and fetch them.");

  defineCommand<{ royalty: string }>(model, {
    usage: "push <manifest>",
    summary: "Upload a model's files and manifest, and publish it on the chain for a royalty per job.",
    examples: ["model push digits.json --royalty 100", "model push digits.json --royalty 0 --json"],
    configure: (command) =>
      command.option("--royalty <amount>", "QU that each job pays you", "0").addHelpText("after", `\n${MANIFEST_HELP}`),
    async run(session, options, file) {
      const hub = await session.signedHub();
      const royalty = parseAmount(options.royalty);
      const published = await publishModel(hub, await session.caller(), readModelFiles(file!), royalty);
      const { slot, document } = published;
      const { digest } = document;
      const name = `${document.namespace}/${document.name}`;
      session.printer.result({ model: name, digest, slot, royalty }, () =>
        pairs({ model: name, digest, slot, royalty: quText(royalty) }),
      );
    },
  });

  defineCommand<{ search?: string }>(model, {
    usage: "list",
    summary: "List the hub's models.",
    examples: ["model list", "model list --search digits --json"],
    configure: (command) => command.option("--search <text>", "only those that match"),
    async run({ hub, printer }, { search }) {
      const page = await hub.call("listModels", { query: { limit: 200, ...(search && { search }) } });
      printer.result(page, () =>
        table(
          ["model", "size", "royalty", "licence", "digest"],
          page.items.map(({ namespace, name, size, chain, manifest, digest }) => [
            `${namespace}/${name}`,
            String(size),
            chain?.active ? quText(chain.royalty) : "not on the chain",
            manifest.license,
            digest,
          ]),
        ),
      );
    },
  });

  defineCommand<{ output: string }>(model, {
    usage: "pull <model>",
    summary: "Download a model's files and check them against its manifest.",
    examples: ["model pull me/digits -o models/digits"],
    configure: (command) => command.option("-o, --output <folder>", "where to", "."),
    async run({ hub, printer }, { output }, text) {
      const [namespace, name] = text!.split("/");
      if (!namespace || !name)
        throw new CliError("INVALID_NAME", `"${text}" is not NAMESPACE/NAME.`, "See `qubix model list`.");
      const found = await hub.call("getModel", { params: { namespace, name } });
      const folder = resolve(output);
      mkdirSync(folder, { recursive: true });
      const files: string[] = [];
      for (const { path, digest, size } of found.manifest.files) {
        const file = join(folder, basename(path));
        await hub.downloadBlob(digest, size, file);
        files.push(file);
      }
      writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(found.manifest, null, 2)}\n`);
      printer.result({ model: text, digest: found.digest, files }, () => files.join("\n"));
    },
  });
}

const MANIFEST_HELP = `The manifest is JSON: namespace, name, license (SPDX), description, inputs and outputs (name, dtype, shape),
and files: paths beside it; digests and sizes are filled in. See examples/digits/manifest.json.`;
