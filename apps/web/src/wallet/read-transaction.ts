import type { UnsignedTransaction } from "@qubix/client";
import { readCall } from "@qubix/contract";
import { contractPublicKey, equalBytes, identityFromPublicKey, toHex } from "@qubix/qubic";

/** A transaction in words, read from exactly what will be signed. */
export interface ReadTransaction {
  /** 60 letters. */
  destination: string;
  /** It goes to the Qubix contract. */
  toContract: boolean;
  amount: bigint;
  /** The contract's procedure and its input by fields, flattened: `asks.0` and so on. */
  procedure?: string;
  fields: (readonly [name: string, value: string])[];
  /** Hex; what can't be read in words is shown as it is. */
  input: string;
}

/** Reads versions of one transaction. @param contractIndex the Qubix contract's on this network */
export function readTransaction(versions: readonly UnsignedTransaction[], contractIndex: number): ReadTransaction {
  const first = versions[0];
  if (!first) throw new Error("There is nothing to sign.");
  const { destination, amount, inputType, input } = first;
  const same = versions.every(
    (other) =>
      equalBytes(other.destination, destination) &&
      other.amount === amount &&
      other.inputType === inputType &&
      equalBytes(other.input, input),
  );
  // One dialog shows one transaction: others must not hide behind it.
  if (!same) throw new Error("These transactions are not versions of one.");
  const toContract = equalBytes(destination, contractPublicKey(contractIndex));
  const call = toContract && inputType !== 0 ? readCall(inputType, input) : undefined;
  return {
    destination: identityFromPublicKey(destination),
    toContract,
    amount,
    ...(call && { procedure: call.procedure }),
    fields: flat(call?.fields ?? {}),
    input: toHex(input),
  };
}

function flat(value: object, prefix = ""): (readonly [string, string])[] {
  return Object.entries(value).flatMap(([name, field]) =>
    typeof field === "object" && field !== null
      ? flat(field, `${prefix}${name}.`)
      : [[`${prefix}${name}`, String(field)] as const],
  );
}
