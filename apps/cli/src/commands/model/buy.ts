import { buyModelAccess } from "@qubix/client";
import type { Command } from "commander";
import { parseAmount } from "../../context/amount.ts";
import { readModelName } from "../../context/model-name.ts";
import { quText } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix model buy`: pays for access to a gated model. */
export function buyCommand(model: Command): void {
  defineCommand<{ max?: string }>(model, {
    usage: "buy <model>",
    summary: "Buy access to a gated model, for good. Whoever is let in already pays nothing.",
    examples: ["model buy acme/digits --max 5k --wallet farm", "model buy acme/digits --wallet farm --json"],
    curl: false,
    configure: (command) => command.option("--max <amount>", "buy only if it costs no more than this"),
    async run(session, { max }, text) {
      const { namespace, name } = readModelName(text!);
      const limit = max === undefined ? {} : { maxPrice: parseAmount(max) };
      const [hub, caller] = [await session.accountHub(), await session.caller()];
      const { access, bought } = await buyModelAccess(hub, caller, { namespace, name }, limit);
      session.printer.result({ ...access, ...bought }, () =>
        bought
          ? `You have bought access to ${namespace}/${name} for ${quText(bought.price)}: transaction ${bought.transaction}.`
          : `You are let in to ${namespace}/${name} already; nothing was paid.`,
      );
    },
  });
}
