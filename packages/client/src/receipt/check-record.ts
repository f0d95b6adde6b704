import { contractReader, query, type Receipt } from "@qubix/contract";
import { CLOSE_REASONS, type ReceiptDocument, RUN_OUTCOMES } from "@qubix/protocol";
import { fromHex, identityFromPublicKey, toHex } from "@qubix/qubic";
import { type ReceiptCheck, type ReceiptGround, same } from "./receipt-check.ts";

const NONE = 0xffff;

/** Every number of the receipt against the contract's own record, and whether the money in it adds up. */
export async function checkRecord(receipt: ReceiptDocument, { node, network }: ReceiptGround): Promise<ReceiptCheck[]> {
  const reader = contractReader(node, network.contract.index);
  const asked = { jobKey: fromHex(receipt.jobKey), index: BigInt(receipt.index) };
  const { found, receipt: record } = await query.getReceipt(reader, asked);
  if (!found) {
    const detail = "the contract does not keep it (any more)";
    return [{ what: "the contract has the receipt", ok: false, detail }];
  }
  const runs = await Promise.all(record.runs.filter(({ outcome }) => outcome !== 0).map((run) => runText(run, reader)));
  const given = receipt.runs.map(
    ({ provider, identity, attempt, outcome, paid, slashed }) =>
      `${provider} ${identity} ${attempt} ${RUN_OUTCOMES[outcome]} ${paid} ${slashed}`,
  );
  return [
    same("the contract index is the network's", network.contract.index, receipt.contractIndex),
    same("the job", toHex(record.jobKey), receipt.jobKey),
    same("the requester", identityFromPublicKey(record.requester), receipt.requester),
    same("the spec digest", toHex(record.specDigest), receipt.specDigest),
    same("the result digest", toHex(record.resultDigest), receipt.resultDigest),
    same("why it ended", record.closeReason, CLOSE_REASONS[receipt.closeReason]),
    same("tick, epoch and index", `${record.tick} ${record.epoch} ${record.index}`, placeOf(receipt)),
    same("hub and model", `${record.hub} ${record.model}`, `${receipt.hub} ${receipt.model ?? NONE}`),
    same("replicas", record.replicas, receipt.replicas),
    same("whether it is metered", record.metered === 1, receipt.metered ?? false),
    same("royalty", String(record.royaltyPaid), receipt.royaltyPaid),
    same("the hub's fee", String(record.hubPaid), receipt.hubPaid),
    same("what was burned", String(record.burned), receipt.burned),
    same("the shareholders' part", String(record.toShareholders), receipt.toShareholders),
    same("what came back", String(record.refunded), receipt.refunded),
    same("what was slashed", String(record.slashed), receipt.slashed),
    same("who ran it, and was paid or slashed", runs.join("; "), given.join("; ")),
    same("all parts make up the escrow", sumOf(record), record.escrow),
  ];
}

const placeOf = ({ tick, epoch, index }: ReceiptDocument) => `${tick} ${epoch} ${index}`;

async function runText(run: Receipt["runs"][number], reader: ReturnType<typeof contractReader>): Promise<string> {
  const { provider, attempt, outcome, paid, slashed } = run;
  const { record } = await query.getProvider(reader, { identity: new Uint8Array(32), provider });
  return `${provider} ${identityFromPublicKey(record.owner)} ${attempt} ${outcome} ${paid} ${slashed}`;
}

function sumOf({ runs, royaltyPaid, hubPaid, burned, toShareholders, refunded }: Receipt): bigint {
  const paid = runs.reduce((sum, run) => sum + run.paid, 0n);
  return paid + royaltyPaid + hubPaid + burned + toShareholders + refunded;
}
