import { changeRoyalty, findModelEntry, setAccessPrice } from "@qubix/client";
import { fromHex, sha256OfBlob } from "@qubix/protocol";
import type { Command } from "commander";
import { parseAmount } from "../../context/amount.ts";
import { readModelName } from "../../context/model-name.ts";
import type { Session } from "../../context/session.ts";
import { CliError } from "../../output/cli-error.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { pairs, quText } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix model royalty|price`: what a model version of one's own costs those who run it, and those who read its files. */
export function costCommands(model: Command): void {
  for (const { verb, field, summary, examples, change } of [
    {
      verb: "royalty",
      field: "royalty",
      summary: "Change what each new job pays you for a model. Jobs that have it already pay what was asked before.",
      examples: ["model royalty acme/digits 250", "model royalty acme/digits@latest 0 --json"],
      change: changeRoyalty,
    },
    {
      verb: "price",
      field: "accessPrice",
      summary: "Sell access to a gated model: whoever pays this is let in for good. 0 ends the sale.",
      examples: ["model price acme/digits 5k"],
      change: setAccessPrice,
    },
  ] as const)
    defineCommand(model, {
      usage: `${verb} <model> <amount>`,
      summary,
      examples: [...examples],
      async run(session, _, text, amount) {
        const wanted = parseAmount(amount!);
        const { caller, entry, ...version } = await ownVersion(session, text!);
        const before = entry.record[field];
        if (wanted !== before) await change(caller, entry, wanted);
        const told = { ...version, slot: entry.slot, before, [field]: wanted };
        session.printer.result(told, () => pairs({ ...told, before: quText(before), [field]: quText(wanted) }));
      },
    });
}

/** A model version on the chain, as its creator. @throws CliError MODEL_NOT_ON_CHAIN */
async function ownVersion(session: Session, text: string) {
  const { namespace, name, revision = "latest" } = readModelName(text);
  const { digest } = await (await session.ownHub()).call("getModelVersion", { params: { namespace, name, revision } });
  const caller = await session.caller();
  const entry = digest && (await findModelEntry(caller, fromHex(sha256OfBlob(digest)), caller.keyPair.publicKey));
  if (entry) return { model: `${namespace}/${name}`, digest, caller, entry };
  const hint = "Choose the wallet of its creator with --wallet; `qubix model push` publishes a model of yours.";
  throw new CliError("MODEL_NOT_ON_CHAIN", `${text} is not on the chain as this wallet's.`, hint, EXIT.refused);
}
