import { encode, query, verifyPath } from "@qubix/contract";
import type { ReceiptDocument } from "@qubix/protocol";
import { BundleBuilder, fromHex, toHex } from "@qubix/qubic";
import { type CheckContext, failed, passed, type ReceiptCheck } from "./receipt-check.ts";

/** An invocation is authorized within so many ticks, or never. */
const LONGEST_TICKS = 14;

/** Checks one authorization: root and path are the contract's, and 451 computors signed it in the ticks after its
 * invocation. Signatures of a root that `verified` holds are not counted twice. */
export async function checkAuthorization(
  authorization: ReceiptDocument["authorizations"][number],
  { node, network, reader, computors }: CheckContext,
  verified: Map<string, number>,
): Promise<ReceiptCheck> {
  const { batch, leafIndex, root, path, epoch, attempt } = authorization;
  const what = `authorization of attempt ${attempt} by the computors`;
  const invocationId = BigInt(authorization.invocationId);
  const known = await query.getBatch(reader, { batch });
  if (!known.found || toHex(known.root) !== root || known.invocationId !== invocationId || known.epoch !== epoch)
    return failed(what, "the contract has no such batch (any more)");
  const { leaf, found } = await query.getPath(reader, { batch, index: leafIndex });
  if (!found || !verifyPath(leaf, leafIndex, path.map(fromHex), known.root))
    return failed(what, "the path does not lead to the root");
  if (verified.has(root)) return passed(what);
  const list = await computors.get(epoch);
  if (!list) return failed(what, `the node does not show the computors of epoch ${epoch}`);
  const { count, tick } = known;
  const request = encode("OcRequest", {
    root: known.root,
    contractIndex: BigInt(network.contract.index),
    batch,
    count,
    tick,
  });
  const builder = new BundleBuilder({ invocationId, epoch, interfaceIndex: network.ocInterface, request }, list);
  const first = Number(invocationId >> 31n);
  for (let at = first; at <= first + LONGEST_TICKS && !builder.bundle; at++)
    builder.add(await node.tickTransactions(at));
  if (!builder.bundle)
    return failed(what, `only ${builder.signatures} computors signed in the ticks that the node has`);
  verified.set(root, builder.signatures);
  return passed(what);
}
