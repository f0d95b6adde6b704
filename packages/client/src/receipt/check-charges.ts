import { commitmentOf, contractReader, decode, LAYOUTS, query } from "@qubix/contract";
import type { ReceiptDocument } from "@qubix/protocol";
import { digestFromTransactionId, equalBytes, fromHex, publicKeyFromIdentity } from "@qubix/qubic";
import type { ReceiptCheck, ReceiptGround } from "./receipt-check.ts";

type Batch = "CommitResults_input" | "RevealResults_input";

/**
 * For each run of a metered job: that what it asked for was bound by its commitment before anybody saw the others' charges,
 * and that it was paid no more, but for its provider's or the contract's least price.
 */
export async function checkCharges(receipt: ReceiptDocument, ground: ReceiptGround): Promise<ReceiptCheck[]> {
  const charged = receipt.runs.filter(({ charge }) => charge !== undefined);
  if (charged.length === 0) return [];
  const [commits, reveals] = await Promise.all([
    inputsOf(receipt, "CommitResults", "CommitResults_input", ground),
    inputsOf(receipt, "RevealResults", "RevealResults_input", ground),
  ]);
  const commitments = commits.flatMap(({ items, count }) => items.slice(0, count).map(({ commitment }) => commitment));
  const shown = reveals.flatMap(({ items, count }) => items.slice(0, count));
  const { contractIndex } = receipt;
  const reader = contractReader(ground.node, contractIndex);
  const { config } = await query.getConfig(reader, {});
  return Promise.all(
    charged.map(async ({ attempt, provider, identity, charge, paid }): Promise<ReceiptCheck> => {
      const what = `what attempt ${attempt} asked for`;
      const owner = identity && publicKeyFromIdentity(identity);
      const jobKey = fromHex(receipt.jobKey);
      const isBound = shown.some((item) => {
        if (!owner || item.attempt !== attempt || item.charge !== BigInt(charge!)) return false;
        const commitment = commitmentOf({ contractIndex, jobKey, provider: owner, ...item });
        return commitments.some((other) => equalBytes(other, commitment));
      });
      if (!isBound) return { what, ok: false, detail: `no commitment among the transactions binds ${charge} QU` };
      const { record } = await query.getProvider(reader, { identity: new Uint8Array(32), provider });
      const most = [BigInt(charge!), record.minPrice, config.minPrice].reduce((a, b) => (a > b ? a : b));
      if (BigInt(paid) > most) return { what, ok: false, detail: `it asked for ${charge} QU and got ${paid}` };
      return { what, ok: true };
    }),
  );
}

async function inputsOf<K extends Batch>(
  { transactions }: ReceiptDocument,
  wanted: string,
  record: K,
  { node }: ReceiptGround,
) {
  const inputs = transactions
    .filter(({ procedure }) => procedure === wanted)
    .map(async ({ id }) => {
      const transaction = await node.transaction(digestFromTransactionId(id));
      if (!transaction) return [];
      const whole = new Uint8Array(LAYOUTS[record].size);
      whole.set(transaction.input.subarray(0, whole.length));
      return [decode(record, whole)];
    });
  return (await Promise.all(inputs)).flat();
}
