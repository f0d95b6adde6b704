import { topUpJob } from "@qubix/client";
import type { Command } from "commander";
import { parseAmount, parseWhole } from "../../context/amount.ts";
import { findKey } from "../../job/short-key.ts";
import { quText } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix job top-up`: signed here, relayed by the hub. */
export function topUpCommand(job: Command): void {
  defineCommand<{ extend: number }>(job, {
    usage: "top-up <key> <amount>",
    summary:
      "Add money to a job that has not committed: raises what each of its runs may cost, or how long it may take.",
    examples: ["job top-up $KEY 5000", "job top-up $KEY 2k --extend 1000", "job top-up $KEY 0 --extend 500"],
    configure: (command) =>
      command.option(
        "--extend <ticks>",
        "move the deadline by so many ticks",
        parseWhole("--extend", 0, 10_000_000),
        0,
      ),
    async run(session, { extend }, text, amount) {
      const key = await findKey(session, text!);
      const change = { amount: parseAmount(amount!), extendTicks: extend };
      const answer = await topUpJob(await session.signedHub(), await session.caller(), key, change);
      session.printer.result(
        answer,
        () => `Sent top-up ${answer.number} with ${quText(answer.attached)}. What can't be divided comes back.`,
      );
    },
  });
}
