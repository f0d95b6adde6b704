import type { IndexedTick, IndexedTransaction } from "@qubix/market";
import { isZero, OC_AUTHORIZATION_INPUT_TYPE, type SignedTransaction, toHex } from "@qubix/qubic";
import type { FoundTick } from "../gateway/chain-gateway.ts";

/** What the index keeps of a tick. */
export interface TickContent {
  tick: IndexedTick;
  transactions: IndexedTransaction[];
}

/**
 * A tick as the index has it. Computors' authorizations are left out: each batch brings some hundred of them, and the
 * invocation's bundle has them all.
 */
export function contentOf({ data, transactions }: FoundTick): TickContent {
  const time = data.time.getTime();
  const { tick, epoch, computorIndex } = data;
  const places = new Map(data.transactionDigests.map((digest, place) => [toHex(digest), place]));
  return {
    tick: { tick, epoch, time, leader: computorIndex, transactions: data.transactionDigests.length },
    transactions: transactions.filter(isWorthKeeping).map((transaction) => {
      const digest = toHex(transaction.digest);
      const { amount, inputType, input } = transaction;
      return {
        ...{ tick, place: places.get(digest)!, time, digest, amount, inputType, input },
        source: toHex(transaction.source),
        destination: toHex(transaction.destination),
        signature: toHex(transaction.signature),
      };
    }),
  };
}

const isWorthKeeping = ({ destination, inputType }: SignedTransaction) =>
  inputType !== OC_AUTHORIZATION_INPUT_TYPE || !isZero(destination);
