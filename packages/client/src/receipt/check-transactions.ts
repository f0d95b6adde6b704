import { decode, jobKeyOf, LAYOUTS, Procedure } from "@qubix/contract";
import type { ReceiptDocument } from "@qubix/protocol";
import {
  contractPublicKey,
  digestFromTransactionId,
  equalBytes,
  identityFromPublicKey,
  type SignedTransaction,
  toHex,
  verifyTickData,
  verifyTransaction,
} from "@qubix/qubic";
import type { ReceiptCheck, VerifiedGround } from "./receipt-check.ts";

/** Whether each transaction is in its tick, signed, and what the receipt calls it. */
export async function checkTransactions(receipt: ReceiptDocument, ground: VerifiedGround): Promise<ReceiptCheck[]> {
  const checks = await Promise.all(receipt.transactions.map((one) => checkTransaction(one, receipt, ground)));
  const created = receipt.transactions.some(({ procedure }) => procedure === "CreateJob");
  return [...checks, { what: "the creation of the job is among the transactions", ok: created }];
}

async function checkTransaction(
  { procedure, id, tick }: ReceiptDocument["transactions"][number],
  receipt: ReceiptDocument,
  { node, computors }: VerifiedGround,
): Promise<ReceiptCheck> {
  const what = `${procedure} ${id.slice(0, 8)}… in tick ${tick}`;
  const wrong = (detail: string): ReceiptCheck => ({ what, ok: false, detail });
  const digest = digestFromTransactionId(id);
  const [data, transaction] = await Promise.all([node.tickData(tick), node.transaction(digest)]);
  if (!data || !verifyTickData(data, computors)) return wrong("the tick's data is missing, or not its leader's");
  if (!data.transactionDigests.some((other) => equalBytes(other, digest))) return wrong("it is not in that tick");
  if (!transaction || !verifyTransaction(transaction))
    return wrong("the node does not have it, or its signature is bad");
  const isCall = equalBytes(transaction.destination, contractPublicKey(receipt.contractIndex));
  if (!isCall || transaction.inputType !== Procedure[procedure as keyof typeof Procedure]) {
    return wrong(`it does not call ${procedure}`);
  }
  if (procedure === "CreateJob" && !createsJob(transaction, receipt)) return wrong("it creates another job");
  return { what, ok: true };
}

/** The key follows from requester, spec digest and nonce: nobody else's transaction can have it. */
function createsJob({ source, input }: SignedTransaction, receipt: ReceiptDocument): boolean {
  const whole = new Uint8Array(LAYOUTS.CreateJob_input.size);
  whole.set(input.subarray(0, whole.length));
  const { specDigest, nonce } = decode("CreateJob_input", whole);
  const key = toHex(jobKeyOf(source, specDigest, nonce));
  return key === receipt.jobKey && identityFromPublicKey(source) === receipt.requester;
}
