import { readFileSync } from "node:fs";
import { verifyReceipt } from "@qubix/client";
import { ReceiptDocument } from "@qubix/protocol";
import type { Command } from "commander";
import { findKey } from "../../job/short-key.ts";
import { CliError } from "../../output/cli-error.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix job verify-receipt`: asks the chain, not the hub. */
export function verifyReceiptCommand(job: Command): void {
  defineCommand<{ file?: string }>(job, {
    usage: "verify-receipt [key]",
    summary: "Check every number of a receipt against the chain: contract, transactions, 451 signatures.",
    examples: ["job verify-receipt $KEY", "job verify-receipt --file receipt.json"],
    configure: (command) => command.option("--file <file>", "a receipt that was saved, instead of the hub's"),
    async run(session, { file }, key) {
      const receipt = file
        ? readReceipt(file)
        : await session.hub.call("getJobReceipt", { params: { key: await findKey(session, required(key)) } });
      const verdict = await verifyReceipt(receipt, { node: session.node, network: session.profile.network });
      const { ok, checks, signatures } = verdict;
      session.printer.result(verdict, () =>
        [
          ...checks.map(({ what, ok, detail }) => `${ok ? "✓" : "✗"} ${what}${detail ? `: ${detail}` : ""}`),
          `${signatures} computor signatures verified.`,
          ok ? "The receipt is what the chain says." : "The receipt is NOT what the chain says.",
        ].join("\n"),
      );
      if (!ok) session.exitCode = EXIT.notVerified;
    },
  });
}

function required(key: string | undefined): string {
  if (key) return key;
  throw new CliError("NO_KEY", "Say which receipt.", "Give the job's key, or --file FILE.");
}

function readReceipt(file: string): ReceiptDocument {
  return ReceiptDocument.parse(JSON.parse(readFileSync(file, "utf8")));
}
