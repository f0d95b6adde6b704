import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { publishModel } from "@qubix/client";
import { readModelFiles } from "@qubix/client/node";
import { ModelVisibility } from "@qubix/protocol";
import { CARD_PATH } from "@qubix/protocol/card";
import type { Command } from "commander";
import { parseAmount } from "../../context/amount.ts";
import { readModelName } from "../../context/model-name.ts";
import { CliError } from "../../output/cli-error.ts";
import { pairs, quText } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

const MANIFEST_HELP = `The manifest is JSON: namespace, name, license (SPDX), description, inputs and outputs (name, dtype, shape),
and files: paths beside it; digests and sizes are filled in. See examples/digits/manifest.json.
The namespace is your identity in lower case, or a readable one that is yours (\`qubix model namespace\`).`;

/** `qubix model create|push|delete|namespace`. */
export function publishCommands(model: Command): void {
  defineCommand<{ visibility?: string }>(model, {
    usage: "create <model>",
    summary: "Make a model without any version, for tools that upload to it.",
    examples: ["model create acme/other", "model create acme/draft --visibility private --json"],
    configure: (command) => command.option("--visibility <who>", ModelVisibility.options.join(", ")),
    async run(session, { visibility }, text) {
      const { namespace, name } = readModelName(text!);
      const body = visibility === undefined ? {} : { visibility: readVisibility(visibility) };
      const made = await (await session.accountHub()).call("putModelRepository", { params: { namespace, name }, body });
      session.printer.result(made, () => `${namespace}/${name} is ${made.visibility}, with ${made.versions} versions.`);
    },
  });

  defineCommand<{ royalty: string; card?: string; message?: string; force?: boolean }>(model, {
    usage: "push <manifest>",
    summary:
      "Upload a model's files and manifest as its next version, and publish it on the chain for a royalty per job.",
    examples: [
      "model push digits.json --royalty 100",
      'model push digits.json --card README.md --message "Trained longer" --json',
    ],
    configure: (command) =>
      command
        .option("--royalty <amount>", "QU that each job pays you", "0")
        .option("--card <file>", "the model card (default: README.md beside the manifest, if there is one)")
        .option("--message <text>", "what is new")
        .option("--force", "also on top of a version that came while this one was uploaded")
        .addHelpText("after", `\n${MANIFEST_HELP}`),
    async run(session, options, file) {
      const royalty = parseAmount(options.royalty);
      const files = await readModelFiles(file!);
      const beside = join(dirname(file!), CARD_PATH);
      const card = options.card ?? (existsSync(beside) ? beside : undefined);
      const more = {
        ...(card !== undefined && { card: readFileSync(card, "utf8") }),
        ...(options.message !== undefined && { message: options.message }),
        onTop: options.force ? ("any" as const) : ("newest" as const),
      };
      const hub = await session.signedHub();
      const caller = await session.caller();
      const published = await session.printer.transfer("uploading", (onProgress) =>
        publishModel(hub, caller, files, royalty, (_, progress) => onProgress(progress), more),
      );
      const { slot, document } = published;
      const { digest, number } = document;
      const name = `${document.namespace}/${document.name}`;
      session.printer.result({ model: name, number, digest, slot, royalty }, () =>
        pairs({ model: name, version: number, digest, slot, royalty: quText(royalty) }),
      );
    },
  });

  defineCommand<{ yes?: boolean }>(model, {
    usage: "delete <model>",
    summary: "Take a model down with all its versions. What the chain shows stays, and jobs that run go on.",
    examples: ["model delete acme/draft --yes"],
    configure: (command) => command.option("--yes", "really"),
    async run(session, { yes }, text) {
      const { namespace, name } = readModelName(text!);
      if (!yes) throw new CliError("NOT_CONFIRMED", "This can't be undone.", "Add --yes if you mean it.");
      const answer = await (await session.accountHub()).call("deleteModel", { params: { namespace, name } });
      session.printer.result(answer, () => `${namespace}/${name} is gone from this hub.`);
    },
  });

  defineCommand(model, {
    usage: "namespace <name>",
    summary: "Claim a readable namespace for your models. Each identity has one.",
    examples: ["model namespace acme"],
    async run(session, _, namespace) {
      const claimed = await (await session.accountHub()).call("claimNamespace", { params: { namespace: namespace! } });
      session.printer.result(claimed, () => `${claimed.namespace} is ${claimed.owner}'s.`);
    },
  });
}

/** @throws CliError */
export function readVisibility(text: string): ModelVisibility {
  const parsed = ModelVisibility.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new CliError(
    "INVALID_OPTION",
    `"${text}" is none of ${ModelVisibility.options.join(", ")}.`,
    "Choose one of them.",
  );
}
