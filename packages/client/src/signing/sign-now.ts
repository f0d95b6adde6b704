import type { SignedTransaction } from "@qubix/qubic";
import { type Keys, signerOf, type UnsignedTransaction } from "./signer.ts";

/**
 * Has a transaction signed for ticks counted from now. Who has to agree first may take a while: then its ticks are counted
 * from when it was agreed to.
 * @param versions the transaction for each of its ticks, when the chain stands at `tick`
 */
export async function signNow(
  keys: Keys,
  node: { tickInfo(): Promise<{ tick: number }> },
  versions: (tick: number) => readonly UnsignedTransaction[],
): Promise<SignedTransaction[]> {
  const signer = signerOf(keys);
  if (signer.agreeTo) await signer.agreeTo(versions((await node.tickInfo()).tick));
  return signer.signTransactions(versions((await node.tickInfo()).tick));
}
