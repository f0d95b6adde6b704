import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { checkPaths } from "@qubix/protocol";
import type { Command } from "commander";
import { readModelName } from "../../context/model-name.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix model pull`. */
export function pullCommand(model: Command): void {
  defineCommand<{ to: string }>(model, {
    usage: "pull <model>",
    summary: "Download all files of a version and check them against their digests.",
    examples: ["model pull acme/digits --to models/digits", "model pull acme/digits@stable"],
    configure: (command) => command.option("--to <folder>", "where to", "."),
    async run(session, { to }, text) {
      const { namespace, name, revision = "latest" } = readModelName(text!);
      const hub = await session.ownHub();
      const version = await hub.call("getModelVersion", { params: { namespace, name, revision } });
      // Whatever the hub says, nothing is written beside the folder.
      checkPaths(version.files.map(({ path }) => path));
      const folder = resolve(to);
      const files: string[] = [];
      for (const { path, digest, size } of version.files) {
        const file = join(folder, ...path.split("/"));
        mkdirSync(dirname(file), { recursive: true });
        if (size === 0) writeFileSync(file, "");
        else await session.printer.transfer(path, (onProgress) => hub.downloadBlob(digest, size, file, { onProgress }));
        files.push(file);
      }
      const { number, digest } = version;
      session.printer.result({ model: `${namespace}/${name}`, number, digest, files }, () => files.join("\n"));
    },
  });
}
