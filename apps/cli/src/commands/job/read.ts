import type { JobState } from "@qubix/protocol";
import type { Command } from "commander";
import { parseWhole } from "../../context/amount.ts";
import { identityOf } from "../../context/wallets.ts";
import { pairs, quText, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";
import { jobText } from "./job-text.ts";

/** `qubix job get|list|why|receipt`: what the hub knows; nothing needs to be signed. */
export function readCommands(job: Command): void {
  defineCommand(job, {
    usage: "get <key>",
    summary: "Show a job: state, terms, attempts, transactions.",
    examples: ["job get 0123…cdef", "job get 0123…cdef --json"],
    async run({ hub, printer }, _, key) {
      const document = await hub.call("getJob", { params: { key: key! } });
      printer.result(document, () => jobText(document));
    },
  });

  defineCommand<{ mine?: boolean; requester?: string; state?: JobState; limit: number; cursor?: string }>(job, {
    usage: "list",
    summary: "List the hub's jobs, newest first.",
    examples: ["job list", "job list --mine --state running", "job list --limit 100 --json"],
    configure: (command) =>
      command
        .option("--mine", "only the wallet's")
        .option("--requester <identity>", "only those of this identity or wallet")
        .option("--state <state>", "only those in this state")
        .option("--limit <n>", "how many", parseWhole("--limit", 1, 200), 20)
        .option("--cursor <text>", "go on after a page"),
    async run(session, options) {
      const { limit, state, cursor } = options;
      const requester = options.mine ? session.walletName : options.requester;
      const query = {
        limit,
        ...(state && { state }),
        ...(cursor && { cursor }),
        ...(requester && { requester: identityOf(requester) }),
      };
      const page = await session.hub.call("listJobs", { query });
      session.printer.result(page, () =>
        table(
          ["key", "name", "kind", "state", "ended", "escrow", "created"],
          page.items.map((item) => [
            item.key,
            item.name ?? "",
            item.kind,
            item.state,
            item.closeReason ?? "",
            quText(item.escrow),
            new Date(item.createdAt).toISOString(),
          ]),
        ),
      );
    },
  });

  defineCommand(job, {
    usage: "why <key>",
    summary: "Say where the job stands, and why each provider that did not get it was passed over.",
    examples: ["job why 0123…cdef"],
    async run({ hub, printer }, _, key) {
      const why = await hub.call("getJobWhy", { params: { key: key! } });
      printer.result(why, () => {
        const { report } = why;
        if (!report) return why.summary;
        const reasons = Object.entries(report.reasons).map(([reason, count]) => `${count} × ${reason}`);
        const nearest = report.nearest.map(({ provider, machine, price, misses }) => [
          String(provider),
          machine,
          quText(price),
          misses.join(", "),
        ]);
        const head = `${why.summary}\n${report.fitting} of ${report.offers} offers fit. ${reasons.join(", ")}`;
        return nearest.length === 0 ? head : `${head}\n${table(["provider", "machine", "price", "misses"], nearest)}`;
      });
    },
  });

  defineCommand(job, {
    usage: "receipt <key>",
    summary: "Show who ran the job, what was paid to whom, and the transactions that prove it.",
    examples: ["job receipt 0123…cdef", "job receipt 0123…cdef --json > receipt.json"],
    async run({ hub, printer }, _, key) {
      const receipt = await hub.call("getJobReceipt", { params: { key: key! } });
      printer.result(receipt, () => {
        const runs = receipt.runs.map(({ provider, identity, attempt, outcome, paid, slashed }) => [
          String(attempt),
          identity ?? String(provider),
          outcome,
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
        const parts = [head, table(["attempt", "provider", "outcome", "paid", "slashed"], runs)];
        return [...parts, table(["procedure", "tick", "transaction"], proof)].join("\n");
      });
    },
  });
}
