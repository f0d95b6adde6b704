import type { ReceiptDocument } from "@qubix/protocol";
import { publicKeyFromIdentity, verifyComputorList } from "@qubix/qubic";
import { checkAuthorizations } from "./check-authorizations.ts";
import { checkCharges } from "./check-charges.ts";
import { checkRecord } from "./check-record.ts";
import { checkTransactions } from "./check-transactions.ts";
import { type ReceiptCheck, type ReceiptGround, same } from "./receipt-check.ts";

/** What came of checking a receipt. */
export interface ReceiptVerdict {
  ok: boolean;
  checks: ReceiptCheck[];
  /** How many computor signatures were verified on the way. */
  signatures: number;
}

/**
 * Checks a receipt against the chain, without asking the hub: the contract's own record, the transactions in their
 * ticks, and the computors' signatures. A node's answers are claims: ask several by several calls.
 * @throws QubicError when the node does not answer
 */
export async function verifyReceipt(receipt: ReceiptDocument, ground: ReceiptGround): Promise<ReceiptVerdict> {
  const { node, network } = ground;
  const checks = [same("the network", network.id, receipt.network), ...(await checkRecord(receipt, ground))];
  const computors = await node.computors();
  const signed = verifyComputorList(computors, publicKeyFromIdentity(network.arbitrator));
  checks.push({ what: "the arbitrator signed the list of computors", ok: signed });
  let signatures = 0;
  if (signed && computors.epoch === receipt.epoch) {
    const verified = { ...ground, computors };
    checks.push(...(await checkTransactions(receipt, verified)), ...(await checkCharges(receipt, ground)));
    const authorized = await checkAuthorizations(receipt, verified);
    checks.push(...authorized.checks);
    signatures = authorized.signatures;
  } else if (signed) {
    const detail = `the receipt is of epoch ${receipt.epoch}, nodes keep the ticks of ${computors.epoch} only`;
    checks.push({ what: "transactions and signatures", ok: false, detail });
  }
  return { ok: checks.every(({ ok }) => ok), checks, signatures };
}
