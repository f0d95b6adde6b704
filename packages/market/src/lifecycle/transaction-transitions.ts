import type { TransactionState } from "@qubix/protocol";
import { MarketError } from "../errors.ts";

/**
 * Every legal step of one signed transaction. `absent` is proven: its tick is final without it. `unknown` is a
 * transaction whose tick nobody could be asked about yet. `effect` and `refused` say what the contract did with it.
 */
export const TRANSACTION_TRANSITIONS: Readonly<Record<TransactionState, readonly TransactionState[]>> = {
  signed: ["sent", "included", "absent", "unknown"],
  sent: ["included", "absent", "unknown"],
  unknown: ["sent", "included", "absent", "effect", "refused"],
  included: ["effect", "refused", "unknown"],
  absent: [],
  effect: [],
  refused: [],
};

/** @throws MarketError ILLEGAL_TRANSITION */
export function assertTransactionTransition(from: TransactionState, to: TransactionState): void {
  if (from !== to && !TRANSACTION_TRANSITIONS[from].includes(to)) {
    throw new MarketError("ILLEGAL_TRANSITION", `A transaction can't go from ${from} to ${to}.`, { from, to });
  }
}
