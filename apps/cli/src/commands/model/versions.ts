import { readFile } from "node:fs/promises";
import { sha256OfBlob } from "@qubix/protocol";
import { CARD_PATH, readCard } from "@qubix/protocol/card";
import type { Command } from "commander";
import { readModelName } from "../../context/model-name.ts";
import type { Session } from "../../context/session.ts";
import { table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix model versions|alias|tag|untag|card`. */
export function versionCommands(model: Command): void {
  defineCommand(model, {
    usage: "versions <model>",
    summary: "List a model's versions, newest first.",
    examples: ["model versions acme/digits --json"],
    async run(session, _, text) {
      const { namespace, name } = readModelName(text!);
      const hub = await session.ownHub();
      const page = await hub.call("listModelVersions", { params: { namespace, name }, query: { limit: 200 } });
      session.printer.result(page, () =>
        table(
          ["version", "when", "names", "files", "can run", "message"],
          page.items.map(({ number, createdAt, aliases, tags, files, digest, message }) => [
            ...[String(number), new Date(createdAt).toISOString(), [...aliases, ...tags].join(", "), String(files)],
            ...[digest ? "yes" : "no", message.split("\n")[0]!],
          ]),
        ),
      );
    },
  });

  defineCommand(model, {
    usage: "alias <model> <alias>",
    summary: "Let an alias such as stable stand for a version. It can be moved at any time.",
    examples: ["model alias acme/digits@1 stable"],
    run: (session, _, text, name) => setRef(session, text!, name!, "alias"),
  });

  defineCommand(model, {
    usage: "tag <model> <tag>",
    summary: "Tag a version for good.",
    examples: ["model tag acme/digits@1 v1.0"],
    run: (session, _, text, name) => setRef(session, text!, name!, "tag"),
  });

  defineCommand(model, {
    usage: "untag <model> <name>",
    summary: "Remove an alias or a tag.",
    examples: ["model untag acme/digits v1.0"],
    async run(session, _, text, ref) {
      const { namespace, name } = readModelName(text!);
      const answer = await (await session.accountHub()).call("removeModelRef", {
        params: { namespace, name, ref: ref! },
      });
      session.printer.result(answer, () => (answer.removed ? "Removed." : "There was none."));
    },
  });

  defineCommand<{ message: string }>(model, {
    usage: "card <model> <file>",
    summary: "Give a model another card (README.md with front matter), as its next version.",
    examples: ['model card acme/digits README.md --message "Say more about the data"'],
    configure: (command) => command.option("--message <text>", "what is new", "Change the card"),
    async run(session, { message }, text, file) {
      const { namespace, name } = readModelName(text!);
      const bytes = await readFile(file!);
      readCard(bytes.toString("utf8"));
      const hub = await session.accountHub();
      const params = { namespace, name };
      const { head: parent } = await hub.call("getModelRepository", { params });
      const sha256 = sha256OfBlob(await hub.uploadBlob(new Uint8Array(bytes)));
      const body = { message, put: [{ path: CARD_PATH, sha256 }], remove: [], ...(parent && { parent }) };
      const version = await hub.call("addModelVersion", { params, body });
      session.printer.result(version, () => `${namespace}/${name} is at version ${version.number}.`);
    },
  });
}

async function setRef(session: Session, text: string, ref: string, kind: "alias" | "tag"): Promise<void> {
  const { namespace, name, revision = "latest" } = readModelName(text);
  const hub = await session.accountHub();
  const changed = await hub.call("setModelRef", { params: { namespace, name, ref }, body: { kind, revision } });
  const set = changed.refs.find((one) => one.name === ref);
  session.printer.result(changed, () => `${namespace}/${name}: ${ref} is ${set?.version}.`);
}
