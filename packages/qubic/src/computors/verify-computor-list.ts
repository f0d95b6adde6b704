import { isZero } from "../bytes/bytes.ts";
import { k12 } from "../crypto/k12.ts";
import { verify } from "../crypto/signature.ts";
import { type ComputorList, encodeUnsignedComputorList, NUMBER_OF_COMPUTORS } from "../wire/computors.ts";

/** The digest that the arbitrator signs. */
export function computorListDigest(list: Pick<ComputorList, "epoch" | "publicKeys">): Uint8Array {
  return k12(encodeUnsignedComputorList(list));
}

/** Whether a list is complete (676 keys, none zero) and signed by the network's arbitrator. */
export function verifyComputorList(list: ComputorList, arbitratorPublicKey: Uint8Array): boolean {
  if (list.publicKeys.length !== NUMBER_OF_COMPUTORS || list.publicKeys.some(isZero)) return false;
  return verify(arbitratorPublicKey, computorListDigest(list), list.signature);
}
