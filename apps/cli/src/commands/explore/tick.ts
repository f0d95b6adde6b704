import type { Command } from "commander";
import { parseWhole } from "../../context/amount.ts";
import { type PageOptions, pageOptions, readPages } from "../../context/page-options.ts";
import { pairs, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";
import { transactionTable } from "./transaction-rows.ts";

/** `qubix tick list|get`. */
export function tickCommands(program: Command): void {
  const tick = program.command("tick").description("Ticks of the chain.");

  defineCommand<PageOptions>(tick, {
    usage: "list",
    summary: "List the newest ticks that had transactions, as far as the hub's index reaches.",
    examples: ["tick list", "tick list --limit 100 -o csv"],
    configure: pageOptions,
    async run(session, options) {
      const page = await readPages(session, options, (query) => session.hub.call("listTicks", { query }));
      session.printer.result(page, () =>
        table(
          ["tick", "epoch", "time", "leader", "transactions"],
          page.items.map(({ tick, epoch, time, leader, transactions }) => [
            ...[String(tick), String(epoch), new Date(time).toISOString(), String(leader), String(transactions)],
          ]),
        ),
      );
    },
  });

  defineCommand(tick, {
    usage: "get <tick>",
    summary: "Show a tick that had transactions, with its first 200.",
    examples: ["tick get $TICK", "tick get $TICK -o yaml"],
    async run(session, _, text) {
      const number = parseWhole("tick", 0, 2 ** 32 - 1)(text!);
      const found = await session.hub.call("getTick", { params: { tick: number } });
      const { tick, epoch, time, leader, transactions, items } = found;
      session.printer.result(found, () =>
        [
          pairs({ tick, epoch, time: new Date(time).toISOString(), leader: `computor ${leader}`, transactions }),
          "",
          transactionTable(items),
        ].join("\n"),
      );
    },
  });
}
