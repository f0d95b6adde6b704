import { NO_INDEX, NO_MODEL, query, type Receipt, verifyPath } from "@qubix/contract";
import { closeReasonOf, type ReceiptDocument, runOutcomeOf } from "@qubix/protocol";
import { fromHex, identityFromPublicKey, toHex } from "@qubix/qubic";
import { type CheckContext, failed, passed, type ReceiptCheck } from "./receipt-check.ts";

/** Compares each field with the contract's own receipt. */
export async function checkFigures(
  document: ReceiptDocument,
  { reader, network }: CheckContext,
): Promise<ReceiptCheck[]> {
  const place = "network and contract";
  if (document.network !== network.id || document.contractIndex !== network.contract.index) {
    return [failed(place, `the receipt is of contract ${document.contractIndex} on ${document.network}`)];
  }
  const { found, receipt } = await query.getReceipt(reader, { jobKey: fromHex(document.jobKey), index: NO_INDEX });
  if (!found) return [failed("the contract's record", "the contract does not have this receipt (any more)")];
  const claims = document as unknown as Record<string, unknown>;
  const fields = Object.entries(figuresOf(receipt)).map(([name, value]) => {
    const claimed = String(claims[name] ?? "");
    return claimed === value
      ? passed(name)
      : failed(name, `${claimed || "nothing"} in the receipt, ${value || "nothing"} on the chain`);
  });
  return [passed(place), ...fields, ...checkRuns(document, receipt)];
}

/** The receipt's path in the tree of its epoch, once the epoch has a root: what stays good for ever. */
export async function checkEpochProof({ proof }: ReceiptDocument, { reader }: CheckContext): Promise<ReceiptCheck[]> {
  if (!proof) return [];
  const what = `root of the receipts of epoch ${proof.epoch}`;
  const { record, found } = await query.getEpochRoot(reader, { epoch: proof.epoch });
  const { leaf, found: hasLeaf } = await query.getReceiptPath(reader, {
    index: BigInt(proof.index),
    count: record.count,
  });
  if (!found || !hasLeaf) return [failed(what, "the contract no longer has it")];
  const good =
    toHex(record.root) === proof.root && verifyPath(leaf, Number(proof.index), proof.path.map(fromHex), record.root);
  return [good ? passed(what) : failed(what, "the path does not lead to it")];
}

function figuresOf(receipt: Receipt): Record<string, string> {
  const { royaltyPaid, hubPaid, burned, toShareholders, refunded, slashed, index, tick, epoch, hub, replicas, model } =
    receipt;
  const numbers = {
    royaltyPaid,
    hubPaid,
    burned,
    toShareholders,
    refunded,
    slashed,
    index,
    tick,
    epoch,
    hub,
    replicas,
  };
  return {
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
    model: model === NO_MODEL ? "" : String(model),
    jobKey: toHex(receipt.jobKey),
    requester: identityFromPublicKey(receipt.requester),
    specDigest: toHex(receipt.specDigest),
    resultDigest: toHex(receipt.resultDigest),
    closeReason: closeReasonOf(receipt.closeReason) ?? String(receipt.closeReason),
  };
}

function checkRuns(document: ReceiptDocument, receipt: Receipt): ReceiptCheck[] {
  const runs = receipt.runs.filter(({ outcome }) => outcome !== 0);
  if (runs.length !== document.runs.length)
    return [failed("runs", `${document.runs.length} in the receipt, ${runs.length} on the chain`)];
  return runs.map((run, i) => {
    const what = `run of attempt ${run.attempt} by provider ${run.provider}`;
    const { provider, attempt, outcome, paid, slashed } = document.runs[i]!;
    const same =
      provider === run.provider &&
      attempt === run.attempt &&
      outcome === runOutcomeOf(run.outcome) &&
      paid === String(run.paid) &&
      slashed === String(run.slashed);
    return same
      ? passed(what)
      : failed(what, `the chain says ${runOutcomeOf(run.outcome)}, paid ${run.paid}, slashed ${run.slashed}`);
  });
}
