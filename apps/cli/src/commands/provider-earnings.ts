import { earningsOf, sumOf } from "@qubix/client";
import type { Command } from "commander";
import { findProviderBy } from "../context/find-provider.ts";
import { type PageOptions, pageOptions, readPages } from "../context/page-options.ts";
import { quText, table } from "../output/printer.ts";
import { defineCommand } from "./define-command.ts";

/** `qubix provider earnings`: by the receipts of the hub's jobs. */
export function providerEarningsCommand(provider: Command): void {
  defineCommand<PageOptions>(provider, {
    usage: "earnings [provider]",
    summary: "List what a provider's runs were paid, newest first, by the hub's receipts. Default: the wallet's.",
    examples: ["provider earnings 0", "provider earnings 0 --all -o csv > earnings.csv"],
    configure: pageOptions,
    async run(session, options, which) {
      const { provider: slot } = await findProviderBy(session, which ?? session.walletName);
      const receipts = await readPages(session, options, (part) =>
        session.hub.call("listReceipts", { query: { provider: slot, ...part } }),
      );
      const items = receipts.items.flatMap((receipt) => earningsOf(receipt, slot));
      const sum = sumOf(items);
      session.printer.result({ ...receipts, items, ...sum }, () =>
        [
          table(
            ["tick", "job", "attempt", "outcome", "paid", "slashed"],
            items.map(({ tick, job, attempt, outcome, paid, slashed }) => [
              ...[String(tick), job, String(attempt), outcome, quText(paid), quText(slashed)],
            ]),
          ),
          `${sum.runs} runs: ${quText(sum.paid)} paid, ${quText(sum.slashed)} slashed.`,
        ].join("\n"),
      );
    },
  });
}
