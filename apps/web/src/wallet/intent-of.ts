import type { UnsignedTransaction } from "@qubix/client";
import { readCall } from "@qubix/contract";
import { toHex } from "@qubix/qubic";
import type { Intent } from "./signing-desk.ts";

/** Of a call's fields those that only say until when: they are counted from the tick in which it is signed. */
const UNTIL = ["createBy", "deadline"];

/**
 * What a transaction is meant to do, whatever its tick: who has agreed to it need not be asked again. Most calls carry a
 * nonce, so that of two versions only one acts; what carries none (a transfer, a purchase) is agreed to for one signature.
 */
export function intentOf(identity: string, versions: readonly UnsignedTransaction[]): Intent {
  const [first] = versions;
  if (!first) throw new Error("There is nothing to sign.");
  const { destination, amount, inputType, input } = first;
  const call = inputType === 0 ? undefined : readCall(inputType, input);
  const fields = call?.fields && Object.entries(call.fields).filter(([name]) => !UNTIL.includes(name));
  const key = JSON.stringify([identity, toHex(destination), String(amount), inputType, fields ?? toHex(input)]);
  return { key, once: fields?.some(([name]) => name === "nonce") !== true };
}
