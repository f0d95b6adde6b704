import { readCall } from "@qubix/contract";
import type { IndexedTransaction } from "@qubix/market";
import type { ChainTransaction } from "@qubix/protocol";
import {
  contractPublicKey,
  equalBytes,
  fromHex,
  identityFromPublicKey,
  type SignedTransaction,
  toHex,
  transactionIdFromDigest,
} from "@qubix/qubic";
import type { FoundTransaction } from "../../gateway/chain-gateway.ts";

type Shown = Omit<FoundTransaction, "transaction"> & {
  transaction: Omit<SignedTransaction, "bytes" | "digest">;
};

/** @param contractIndex of the Qubix contract, whose procedures are told by name */
export function presentChainTransaction(
  { transaction, time, included }: Shown,
  contractIndex: number,
): ChainTransaction {
  const { id, tick, source, destination, amount, inputType, input, signature } = transaction;
  const isCall = equalBytes(destination, contractPublicKey(contractIndex));
  return {
    ...{ id, tick, time: time?.getTime(), included, inputType },
    source: identityFromPublicKey(source),
    destination: identityFromPublicKey(destination),
    amount: String(amount),
    input: toHex(input),
    signature: toHex(signature),
    ...(isCall && readCall(inputType, input)),
  };
}

/** What the index has of a transaction: all of it, since the index has only what ticks took. */
export function foundInIndex({ time, ...row }: IndexedTransaction): Shown {
  const { tick, amount, inputType, input } = row;
  const transaction = {
    ...{ tick, amount, inputType, input, id: transactionIdFromDigest(fromHex(row.digest)) },
    source: fromHex(row.source),
    destination: fromHex(row.destination),
    signature: fromHex(row.signature),
  };
  return { transaction, time: new Date(time), included: true };
}
