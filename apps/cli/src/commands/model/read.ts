import type { RouteQuery } from "@qubix/protocol";
import type { Command } from "commander";
import { readModelName } from "../../context/model-name.ts";
import { pairs, quText, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

interface ListOptions {
  search?: string;
  namespace?: string;
  task?: string;
  license?: string;
  framework?: string;
  tag?: string[];
  sort?: string;
}

/** `qubix model list|show|usage|lineage`. */
export function readCommands(model: Command): void {
  defineCommand<ListOptions>(model, {
    usage: "list",
    summary: "List the hub's models that can be run.",
    examples: [
      "model list",
      "model list --task image-classification --license mit --sort runs",
      "model list --search digits -o csv",
    ],
    configure: (command) =>
      command
        .option("--search <text>", "words of names, cards and descriptions")
        .option("--namespace <name>", "whose")
        .option("--task <task>", "as cards name it: image-classification, text-generation, …")
        .option("--license <licence>", "SPDX: mit, apache-2.0, …")
        .option("--framework <name>", "library_name of the card")
        .option("--tag <tag...>", "all of these")
        .option("--sort <order>", "name, updated, created, runs", "name"),
    async run(session, { search, namespace, task, license, framework, tag, sort }) {
      const filter = { search, namespace, task, license, framework, sort, ...(tag && { tag: tag.join(",") }) };
      const query = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      const hub = await session.ownHub();
      const page = await hub.call("listModels", { query: { limit: 200, ...query } as RouteQuery<"listModels"> });
      session.printer.result(page, () =>
        table(
          ["model", "version", "runs", "access", "royalty", "licence", "task", "summary"],
          page.items.map(({ namespace, name, number, runs, visibility, chain, manifest, card, summary }) => [
            ...[`${namespace}/${name}`, String(number ?? ""), String(runs ?? 0)],
            chain?.accessPrice ? `${visibility}, ${quText(chain.accessPrice)}` : (visibility ?? ""),
            ...[chain?.active ? quText(chain.royalty) : "not on the chain", manifest.license],
            ...[card?.pipeline_tag ?? "", (summary ?? "").slice(0, 60)],
          ]),
        ),
      );
    },
  });

  defineCommand(model, {
    usage: "show <model>",
    summary: "Show a version of a model: its files, card, aliases and tags.",
    examples: ["model show acme/digits", "model show acme/digits@stable --json"],
    async run(session, _, text) {
      const { namespace, name, revision = "latest" } = readModelName(text!);
      const found = await (await session.ownHub()).call("getModelVersion", { params: { namespace, name, revision } });
      const { card, files, number, id, digest, notRunnable } = found;
      session.printer.result(found, () =>
        [
          pairs({
            model: `${namespace}/${name}`,
            version: `${number} (${id})`,
            digest: digest ?? `none: ${notRunnable ?? "it can't be run"}`,
            names: [...found.aliases, ...found.tags].join(", ") || undefined,
            ...{ licence: card.license, task: card.pipeline_tag, framework: card.library_name },
            ...{ tags: card.tags?.join(", "), summary: found.summary || undefined, message: found.message },
          }),
          table(
            ["file", "bytes", "digest"],
            files.map(({ path, size, digest }) => [path, size.toLocaleString("en-US"), digest]),
          ),
        ].join("\n"),
      );
    },
  });

  defineCommand(model, {
    usage: "usage <model>",
    summary: "Show how much a model is used on this hub, what it has earned, and how fast it runs on which machines.",
    examples: ["model usage acme/digits --json"],
    async run(session, _, text) {
      const { namespace, name } = readModelName(text!);
      const usage = await (await session.ownHub()).call("getModelUsage", { params: { namespace, name } });
      const { jobs, requesters, royalties, earned, access, speed } = usage;
      const sold = access?.bought ? `${access.bought}, for ${quText(access.paid)}` : undefined;
      session.printer.result(usage, () =>
        [
          pairs({ jobs, requesters, royalties: quText(royalties), earned: quText(earned), "access sold": sold }),
          table(
            ["hardware", "runs", "half within", "19 of 20 within"],
            speed.map(({ hardware, runs, wallMs }) => [
              hardware,
              String(runs),
              ...[wallMs?.p50, wallMs?.p95].map((ms) => (ms === undefined ? "" : `${ms} ms`)),
            ]),
          ),
        ].join("\n"),
      );
    },
  });

  defineCommand(model, {
    usage: "lineage <model>",
    summary: "Show what a version was made from, and what was made from it.",
    examples: ["model lineage acme/digits", "model lineage acme/digits@v1.0 --json"],
    async run(session, _, text) {
      const { namespace, name, revision } = readModelName(text!);
      const query = revision === undefined ? {} : { revision };
      const found = await (await session.ownHub()).call("getModelLineage", { params: { namespace, name }, query });
      const rows = (list: typeof found.ancestors, kind: string) =>
        list.map((one) => [kind, `${one.namespace}/${one.name}`, String(one.number), one.digest ?? ""]);
      session.printer.result(found, () =>
        table(
          ["", "model", "version", "digest"],
          [
            ...rows(found.ancestors, "made from"),
            ...found.elsewhere.map((url) => ["made from", url, "", ""]),
            ...rows(found.descendants, "led to"),
          ],
        ),
      );
    },
  });
}
