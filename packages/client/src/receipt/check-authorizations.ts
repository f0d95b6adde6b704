import { contractReader, encode, query, verifyPath } from "@qubix/contract";
import type { ReceiptDocument } from "@qubix/protocol";
import { BundleBuilder, fromHex, toHex, verifyBundle } from "@qubix/qubic";
import type { ReceiptCheck, VerifiedGround } from "./receipt-check.ts";

type Authorization = ReceiptDocument["authorizations"][number];

/** An invocation is authorized within 12 ticks or never; a few more for a chain that skips some. */
const TICKS_TO_SEARCH = 24;

/**
 * Whether 451 computors signed for each attempt: the batch's root as the contract has it, the path to it, and the
 * signatures as the ticks' own transactions carry them.
 */
export async function checkAuthorizations(
  receipt: ReceiptDocument,
  ground: VerifiedGround,
): Promise<{ checks: ReceiptCheck[]; signatures: number }> {
  const results = await Promise.all(receipt.authorizations.map((one) => checkAuthorization(one, ground)));
  // Attempts of one batch share its signatures: each signature counts once.
  const batches = new Map(results.map(({ batch, signatures }) => [batch, signatures]));
  const signatures = [...batches.values()].reduce((sum, count) => sum + count, 0);
  return { checks: results.map(({ check }) => check), signatures };
}

async function checkAuthorization(
  authorization: Authorization,
  { node, network, computors }: VerifiedGround,
): Promise<{ check: ReceiptCheck; batch: number; signatures: number }> {
  const { attempt, batch, leafIndex, root, invocationId, epoch, path } = authorization;
  const reader = contractReader(node, network.contract.index);
  const [known, place] = await Promise.all([
    query.getBatch(reader, { batch }),
    query.getPath(reader, { batch, index: leafIndex }),
  ]);
  const what = `451 computors authorized attempt ${attempt}`;
  const wrong = (detail: string) => ({ check: { what, ok: false, detail }, batch, signatures: 0 });
  if (!known.found || !place.found) return wrong("the contract does not keep that batch any more");
  const claimed = `${root} ${invocationId} ${epoch}`;
  if (`${toHex(known.root)} ${known.invocationId} ${known.epoch}` !== claimed)
    return wrong("its batch has another root");
  const siblings = path.map((sibling) => fromHex(sibling));
  if (!verifyPath(place.leaf, leafIndex, siblings, known.root)) return wrong("its path does not lead to the root");
  const contractIndex = BigInt(network.contract.index);
  const { count, tick } = known;
  const request = encode("OcRequest", { root: known.root, contractIndex, batch, count, tick });
  const invocation = { invocationId: known.invocationId, epoch, interfaceIndex: network.ocInterface, request };
  const builder = new BundleBuilder(invocation, computors);
  const invoked = Number(known.invocationId >> 31n);
  const last = Math.min((await node.tickInfo()).tick - 1, invoked + TICKS_TO_SEARCH);
  for (let at = invoked + 1; at <= last && !builder.bundle; at++) builder.add(await node.tickTransactions(at));
  const verdict = builder.bundle && verifyBundle(builder.bundle, computors);
  if (!verdict?.ok) return wrong(`only ${builder.signatures} valid signatures are in the ticks after it`);
  return { check: { what, ok: true }, batch, signatures: verdict.verified };
}
