import type { Command } from "commander";
import { type PageOptions, pageOptions, readPages } from "../context/page-options.ts";
import { identityOf } from "../context/wallets.ts";
import { quText, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix wallet history|faucet`: through the hub, which has an index of the chain and may have a faucet. */
export function walletHubCommands(wallet: Command): void {
  defineCommand<PageOptions>(wallet, {
    usage: "history [identity]",
    summary: "List the transactions from and to an identity, newest first, as far as the hub's index reaches.",
    examples: ["wallet history", "wallet history me --all -o csv > history.csv"],
    configure: pageOptions,
    async run(session, options, who) {
      const identity = identityOf(who ?? session.walletName);
      const page = await readPages(session, options, (query) =>
        session.hub.call("listIdentityTransactions", { params: { identity }, query }),
      );
      session.printer.result(page, () =>
        page.items.length === 0
          ? "Nothing has come or gone yet."
          : table(
              ["tick", "", "with", "amount", "calls", "transaction"],
              page.items.map(({ id, tick, source, destination, amount, procedure }) => {
                const isOut = source === identity;
                const other = isOut ? destination : source;
                return [String(tick), isOut ? "out" : "in", other, quText(amount), procedure ?? "", id];
              }),
            ),
      );
    },
  });

  defineCommand(wallet, {
    usage: "faucet [identity]",
    summary: "Ask the hub for test money, where its network has a faucet.",
    examples: ["wallet faucet", "wallet faucet me --json"],
    async run(session, _, who) {
      const identity = identityOf(who ?? session.walletName);
      const gift = await session.hub.call("requestFaucet", { body: { identity } });
      session.printer.result({ identity, ...gift }, () => `${quText(gift.amount)} arrive in tick ${gift.tick}.`);
    },
  });
}
