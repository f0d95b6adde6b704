import { publicKeyFromIdentity } from "@qubix/qubic";
import { parseAmount } from "../../i18n/amount-text.ts";

/** A transfer that can be signed, or what is wrong, as names of the page's messages. */
export type CheckedTransfer =
  | { ok: true; destination: string; amount: bigint }
  | { ok: false; to?: "toWrong"; amount?: "amountWrong" | "tooMuch" };

/** Checks what somebody typed: an identity with its checksum, and an amount that the account has. */
export function checkTransfer(to: string, amountText: string, balance: bigint): CheckedTransfer {
  const destination = to.trim();
  const amount = parseAmount(amountText);
  const wrongAmount = amount === undefined || amount === 0n ? "amountWrong" : amount > balance ? "tooMuch" : undefined;
  const wrongTo = !isIdentity(destination);
  if (!wrongTo && wrongAmount === undefined && amount !== undefined) return { ok: true, destination, amount };
  return { ok: false, ...(wrongTo && { to: "toWrong" }), ...(wrongAmount && { amount: wrongAmount }) };
}

function isIdentity(text: string): boolean {
  try {
    publicKeyFromIdentity(text);
    return true;
  } catch {
    return false;
  }
}
