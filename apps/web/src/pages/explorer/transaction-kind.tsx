import type { ChainTransaction } from "@qubix/protocol";
import { Badge } from "../../design/badge.tsx";
import { useText } from "../../i18n/use-text.ts";
import { explorerText } from "./text.ts";

/** What a transaction does, in a word: the contract's procedure, or that it only moves money. */
export function TransactionKind({ transaction }: { transaction: ChainTransaction }) {
  const { transactions: text } = useText(explorerText);
  const { procedure, inputType } = transaction;
  if (procedure !== undefined) return <Badge tone="accent">{procedure}</Badge>;
  return <Badge>{inputType === 0 ? text.transfer : text.call(String(inputType))}</Badge>;
}
