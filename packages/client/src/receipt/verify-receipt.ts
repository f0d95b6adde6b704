import { contractReader } from "@qubix/contract";
import type { ReceiptDocument } from "@qubix/protocol";
import { ComputorLists, publicKeyFromIdentity } from "@qubix/qubic";
import { checkAuthorization } from "./check-authorization.ts";
import { checkEpochProof, checkFigures } from "./check-figures.ts";
import { checkTransaction } from "./check-transaction.ts";
import type { CheckContext, ReceiptCheck, ReceiptSource } from "./receipt-check.ts";

/** What a check of a receipt found. */
export interface ReceiptVerdict {
  ok: boolean;
  checks: ReceiptCheck[];
  /** Signatures of computors that were verified. */
  signatures: number;
}

/** Checks every number and proof of a receipt against a node; the hub that wrote it is not believed. What is older
 * than the node's memory fails and says so. Rejects only when the node does not answer. */
export async function verifyReceipt(document: ReceiptDocument, source: ReceiptSource): Promise<ReceiptVerdict> {
  const context: CheckContext = {
    ...source,
    reader: contractReader(source.node, source.network.contract.index),
    computors: new ComputorLists([source.node], publicKeyFromIdentity(source.network.arbitrator)),
  };
  const checks = [...(await checkFigures(document, context)), ...(await checkEpochProof(document, context))];
  for (const transaction of document.transactions) checks.push(await checkTransaction(transaction, context));
  const verified = new Map<string, number>();
  for (const authorization of document.authorizations)
    checks.push(await checkAuthorization(authorization, context, verified));
  const signatures = [...verified.values()].reduce((sum, count) => sum + count, 0);
  return { ok: checks.every(({ ok }) => ok), checks, signatures };
}
