import type { Command } from "commander";
import { findKey } from "../../job/short-key.ts";
import { pairs, quText, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";
import { getCommand } from "./get.ts";
import { listCommand } from "./list.ts";
import { whyCommand } from "./why.ts";

/** `qubix job get|list|why|receipt`: what the hub knows. Only private jobs need a session or the wallet. */
export function readCommands(job: Command): void {
  getCommand(job);

  listCommand(job);
  whyCommand(job);

  defineCommand(job, {
    usage: "receipt <key>",
    summary: "Show who ran the job, what was paid to whom, and the transactions that prove it.",
    examples: ["job receipt $KEY", "job receipt $KEY --json > receipt.json"],
    async run(session, _, text) {
      const key = await findKey(session, text!);
      const receipt = await session.hub.call("getJobReceipt", { params: { key } });
      session.printer.result(receipt, () => {
        const runs = receipt.runs.map(({ provider, identity, attempt, outcome, charge, paid, slashed }) => [
          String(attempt),
          identity ?? String(provider),
          outcome,
          ...(receipt.metered ? [charge === undefined ? "" : quText(charge)] : []),
          quText(paid),
          quText(slashed),
        ]);
        const head = pairs({
          job: receipt.jobKey,
          ended: `${receipt.closeReason} in tick ${receipt.tick}`,
          result: receipt.resultDigest,
          royalty: quText(receipt.royaltyPaid),
          hub: quText(receipt.hubPaid),
          burned: quText(receipt.burned),
          shareholders: quText(receipt.toShareholders),
          refunded: quText(receipt.refunded),
        });
        const proof = receipt.transactions.map(({ procedure, id, tick }) => [procedure, String(tick), id]);
        const columns = ["attempt", "provider", "outcome", ...(receipt.metered ? ["charge"] : []), "paid", "slashed"];
        const parts = [head, table(columns, runs)];
        return [...parts, table(["procedure", "tick", "transaction"], proof)].join("\n");
      });
    },
  });
}
