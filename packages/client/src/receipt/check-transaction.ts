import type { ReceiptDocument } from "@qubix/protocol";
import { contractPublicKey, equalBytes } from "@qubix/qubic";
import { procedureName } from "./procedure-name.ts";
import { type CheckContext, failed, passed, type ReceiptCheck } from "./receipt-check.ts";

/** Whether a transaction stands in its tick and calls what the receipt says. */
export async function checkTransaction(
  { id, tick, procedure }: ReceiptDocument["transactions"][number],
  { node, network }: CheckContext,
): Promise<ReceiptCheck> {
  const what = `${procedure} ${id}`;
  const [data, transactions] = await Promise.all([node.tickData(tick), node.tickTransactions(tick)]);
  const found = transactions.find((transaction) => transaction.id === id);
  if (!found || !data?.transactionDigests.some((digest) => equalBytes(digest, found.digest)))
    return failed(what, `it is not in tick ${tick}`);
  const ours =
    equalBytes(found.destination, contractPublicKey(network.contract.index)) &&
    procedureName(found.inputType) === procedure;
  return ours ? passed(what) : failed(what, "it calls something else");
}
