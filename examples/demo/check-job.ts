import { type ReceiptVerdict, verifyReceipt } from "@qubix/client";
import { query } from "@qubix/contract";
import type { CloseReason, JobDocument, ReceiptDocument } from "@qubix/protocol";
import { identityFromPublicKey } from "@qubix/qubic";
import type { Stage } from "./stage.ts";

/** A job that is over, as the demo's JSON tells it. */
export interface JobReport {
  key: string;
  kind: string;
  closeReason: CloseReason;
  /** What came out of the escrow, by identity, in QU; the rest went back to the requester. */
  paid: Record<string, string>;
  /** Transactions that prove it. */
  transactions: string[];
}

/** A job with its receipt, checked against the chain. */
export interface CheckedJob {
  report: JobReport;
  receipt: ReceiptDocument;
  verdict: ReceiptVerdict;
}

/** Fetches a job's receipt from the hub and checks it against the chain. @throws Error when it is not right */
export async function checkJob(stage: Stage, kind: string, job: JobDocument): Promise<CheckedJob> {
  const { node, network } = stage.localnet;
  const { hub } = stage.submitterOf(stage.account("rita"));
  const receipt = await hub.call("getJobReceipt", { params: { key: job.key } });
  const verdict = await verifyReceipt(receipt, { node, network });
  const wrong = verdict.checks.filter(({ ok }) => !ok).map(({ what, detail }) => `${what}: ${detail ?? "no"}`);
  if (wrong.length > 0)
    throw new Error(`The receipt of the ${kind} job is not what the chain says.\n${wrong.join("\n")}`);
  if (receipt.authorizations.length === 0) throw new Error(`Nobody authorized the ${kind} job.`);
  const paid = await paidTo(stage, receipt);
  const transactions = receipt.transactions.map(({ id }) => id);
  const report = { key: job.key, kind, closeReason: receipt.closeReason, paid, transactions };
  return { report, receipt, verdict };
}

/** Who got what, by the identities that the contract pays to. */
async function paidTo(stage: Stage, receipt: ReceiptDocument): Promise<Record<string, string>> {
  const { node, network, hub } = stage.localnet;
  const reader = { contractIndex: network.contract.index, querySmartContract: node.querySmartContract.bind(node) };
  const paid = new Map<string, bigint>();
  const add = (identity: string, amount: string) => {
    if (amount !== "0") paid.set(identity, (paid.get(identity) ?? 0n) + BigInt(amount));
  };
  for (const { provider, paid: amount } of receipt.runs) {
    const { record } = await query.getProvider(reader, { identity: new Uint8Array(32), provider });
    add(identityFromPublicKey(record.payout), amount);
  }
  if (receipt.model !== undefined) {
    const { record } = await query.getModel(reader, { digest: new Uint8Array(32), model: receipt.model });
    add(identityFromPublicKey(record.creator), receipt.royaltyPaid);
  }
  add(hub.owner.identity, receipt.hubPaid);
  return Object.fromEntries([...paid].map(([identity, amount]) => [identity, amount.toString()]));
}
