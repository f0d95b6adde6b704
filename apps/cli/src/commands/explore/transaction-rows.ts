import type { ChainTransaction } from "@qubix/protocol";
import { quText, table } from "../../output/printer.ts";

/** Transactions for people, a row each. */
export function transactionTable(items: readonly ChainTransaction[]): string {
  return table(
    ["transaction", "tick", "from", "to", "amount", "calls"],
    items.map(({ id, tick, source, destination, amount, inputType, procedure }) => [
      ...[id, String(tick), source, destination, quText(amount)],
      procedure ?? (inputType === 0 ? "" : `type ${inputType}`),
    ]),
  );
}
