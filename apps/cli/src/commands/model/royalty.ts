import { changeRoyalty, findModelEntry } from "@qubix/client";
import { fromHex, sha256OfBlob } from "@qubix/protocol";
import type { Command } from "commander";
import { parseAmount } from "../../context/amount.ts";
import { readModelName } from "../../context/model-name.ts";
import { CliError } from "../../output/cli-error.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { pairs, quText } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix model royalty`: what each new job pays for a model version of one's own. */
export function royaltyCommand(model: Command): void {
  defineCommand(model, {
    usage: "royalty <model> <amount>",
    summary: "Change what each new job pays you for a model. Jobs that have it already pay what was asked before.",
    examples: ["model royalty acme/digits 250", "model royalty acme/digits@latest 0 --json"],
    async run(session, _, text, amount) {
      const royalty = parseAmount(amount!);
      const { namespace, name, revision = "latest" } = readModelName(text!);
      const version = await (await session.ownHub()).call("getModelVersion", { params: { namespace, name, revision } });
      const caller = await session.caller();
      const entry =
        version.digest &&
        (await findModelEntry(caller, fromHex(sha256OfBlob(version.digest)), caller.keyPair.publicKey));
      if (!entry) {
        const hint = "Choose the wallet of its creator with --wallet; `qubix model push` publishes a model of yours.";
        throw new CliError("MODEL_NOT_ON_CHAIN", `${text} is not on the chain as this wallet's.`, hint, EXIT.refused);
      }
      const before = entry.record.royalty;
      if (royalty !== before) await changeRoyalty(caller, entry, royalty);
      const told = { model: `${namespace}/${name}`, digest: version.digest, slot: entry.slot, before, royalty };
      session.printer.result(told, () => pairs({ ...told, before: quText(before), royalty: quText(royalty) }));
    },
  });
}
