import type { Command } from "commander";
import { CliError } from "../output/cli-error.ts";
import { pairs } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix data`: what the hub keeps for an account, and how it is deleted. */
export function dataCommands(program: Command): void {
  const command = program.command("data").description("What the hub keeps for you, and how to delete it.");

  defineCommand(command, {
    usage: "usage",
    summary: "Show what your blobs take, and how much they may.",
    examples: ["data usage", "data usage --json"],
    async run(session) {
      const usage = await (await session.accountHub()).call("getAccountUsage", {});
      const { bytes, blobs, quota } = usage;
      session.printer.result(usage, () =>
        pairs({
          bytes: `${bytes.toLocaleString("en-US")} of ${quota.bytes.toLocaleString("en-US")}`,
          blobs: `${blobs.toLocaleString("en-US")} of ${quota.blobs.toLocaleString("en-US")}`,
        }),
      );
    },
  });

  defineCommand(command, {
    usage: "delete-job <key>",
    summary: "Delete an ended job's results, logs and inputs, and a private one's spec. What the chain shows stays.",
    examples: ["data delete-job $KEY"],
    async run(session, _, key) {
      const answer = await (await session.accountHub()).call("deleteJobData", { params: { key: key! } });
      session.printer.result(answer, () => "Deleted.");
    },
  });

  defineCommand(command, {
    usage: "delete-blob <digest>",
    summary: "Keep an upload no longer.",
    examples: ["data delete-blob $BLOB"],
    async run(session, _, digest) {
      const params = { sha256: digest!.replace(/^sha256:/, "") };
      const answer = await (await session.accountHub()).call("deleteBlob", { params });
      session.printer.result(answer, () => "Deleted.");
    },
  });

  defineCommand<{ yes?: boolean }>(command, {
    usage: "delete-all",
    summary: "Delete the data of all your ended jobs, your uploads and your webhooks.",
    examples: ["data delete-all --yes"],
    configure: (one) => one.option("--yes", "really"),
    async run(session, { yes }) {
      if (!yes) throw new CliError("NOT_CONFIRMED", "This can't be undone.", "Add --yes if you mean it.");
      const answer = await (await session.accountHub()).call("deleteAccountData", {});
      session.printer.result(answer, () => "It is deleted within minutes.");
    },
  });
}
