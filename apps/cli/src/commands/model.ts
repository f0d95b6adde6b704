import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { publishModelOnChain } from "@qubix/client";
import { checkModel } from "@qubix/client/onnx";
import { blobDigest, fromHex, ModelManifest, manifestDigest } from "@qubix/protocol";
import type { Command } from "commander";
import { z } from "zod";
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
      const { manifest, files } = readManifest(file!);
      const hub = await session.signedHub();
      for (const bytes of files) await hub.uploadBlob(bytes);
      const published = await hub.call("publishModel", { body: { manifest } });
      const royalty = parseAmount(options.royalty);
      const digest = manifestDigest(manifest);
      const terms = { digest: fromHex(digest.slice("sha256:".length)), royalty };
      const slot = await publishModelOnChain(await session.caller(), terms);
      const name = `${published.namespace}/${published.name}`;
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

/** A manifest as its author writes it: digests and sizes are worked out from the files beside it. */
const Draft = z.looseObject({ files: z.array(z.looseObject({ path: z.string() })).min(1) });

function readManifest(file: string): { manifest: ModelManifest; files: Uint8Array[] } {
  const draft = Draft.parse(JSON.parse(readFileSync(file, "utf8")));
  const contents = draft.files.map(({ path }) => new Uint8Array(readFileSync(join(file, "..", path))));
  for (const bytes of contents) checkModel(bytes);
  const files = draft.files.map((entry, i) => ({
    ...entry,
    digest: blobDigest(contents[i]!),
    size: contents[i]!.length,
  }));
  const parsed = ModelManifest.safeParse({ version: 1, format: "onnx", ...draft, files });
  if (parsed.success) return { manifest: parsed.data, files: contents };
  const hint = "Fix the fields named above; see examples/digits/manifest.json.";
  throw new CliError("INVALID_MODEL", `${file}: ${z.prettifyError(parsed.error)}`, hint);
}
