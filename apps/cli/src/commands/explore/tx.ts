import type { Command } from "commander";
import { type PageOptions, pageOptions, readPages } from "../../context/page-options.ts";
import { pairs, quText } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";
import { transactionTable } from "./transaction-rows.ts";

/** `qubix tx list|get`. */
export function transactionCommands(program: Command): void {
  const tx = program.command("tx").description("Transactions of the whole network.");

  defineCommand<PageOptions>(tx, {
    usage: "list",
    summary: "List the newest transactions, as far as the hub's index reaches. One's own: `qubix wallet history`.",
    examples: ["tx list", "tx list --limit 100 -o csv"],
    configure: pageOptions,
    async run(session, options) {
      const page = await readPages(session, options, (query) => session.hub.call("listChainTransactions", { query }));
      session.printer.result(page, () => transactionTable(page.items));
    },
  });

  defineCommand(tx, {
    usage: "get <id>",
    summary: "Show a transaction: who sent what to whom, and which procedure of the contract it calls with what.",
    examples: ["tx get $TX", "tx get $TX --json"],
    async run(session, _, id) {
      const found = await session.hub.call("getChainTransaction", { params: { id: id! } });
      const { tick, time, source, destination, amount, inputType, input, included, procedure, fields } = found;
      session.printer.result(found, () =>
        pairs({
          transaction: found.id,
          tick,
          time: time === undefined ? undefined : new Date(time).toISOString(),
          taken: included === undefined ? "not known yet" : included ? "yes" : "no: its tick went by without it",
          from: source,
          to: destination,
          amount: quText(amount),
          calls: procedure ?? (inputType === 0 ? "nothing: a transfer" : `type ${inputType}`),
          ...Object.fromEntries(Object.entries(fields ?? {}).map(([name, value]) => [`  ${name}`, fieldText(value)])),
          input: fields === undefined && input.length > 0 ? input : undefined,
        }),
      );
    },
  });
}

function fieldText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
