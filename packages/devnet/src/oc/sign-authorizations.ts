import { setImmediate as nextTurn } from "node:timers/promises";
import {
  encodeAuthorization,
  MAX_AUTHORIZATIONS_PER_TRANSACTION,
  NUMBER_OF_COMPUTORS,
  OC_AUTHORIZATION_INPUT_TYPE,
  type SignedTransaction,
  sign,
  signTransaction,
} from "@qubix/qubic";
import type { Computors } from "../computors/computors.ts";
import { digestOf, hasSigned, type OcRecord } from "./oc-engine.ts";

/** How long the event loop may be held before others get their turn. */
const SLICE_MS = 8;
const NOBODY = new Uint8Array(32);

/**
 * Lets every computor sign what it hasn't been heard on yet, in transactions for a later tick, as their nodes do.
 * The last `silent` computors don't. About 1,350 signatures for one invocation: they take 40 ms, in slices.
 */
export async function signAuthorizations(
  records: OcRecord[],
  computors: Computors,
  tick: number,
  silent: number,
): Promise<SignedTransaction[]> {
  const transactions: SignedTransaction[] = [];
  const digests = new Map(records.map((record) => [record, digestOf(record)]));
  let sliceEnd = performance.now() + SLICE_MS;
  for (let index = 0; index < NUMBER_OF_COMPUTORS - silent; index++) {
    const keyPair = computors.keyPairs[index]!;
    const items = records
      .filter((record) => !hasSigned(record, index))
      .map((record) => ({ ...record, signature: sign(keyPair, digests.get(record)!) }));
    for (let i = 0; i < items.length; i += MAX_AUTHORIZATIONS_PER_TRANSACTION) {
      const input = encodeAuthorization(items.slice(i, i + MAX_AUTHORIZATIONS_PER_TRANSACTION));
      const fields = { destination: NOBODY, amount: 0n, tick, inputType: OC_AUTHORIZATION_INPUT_TYPE, input };
      transactions.push(signTransaction(fields, keyPair));
    }
    if (performance.now() < sliceEnd) continue;
    await nextTurn();
    sliceEnd = performance.now() + SLICE_MS;
  }
  return transactions;
}
