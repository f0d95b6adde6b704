import type { AttemptState } from "@qubix/protocol";
import { MarketError } from "../errors.ts";

/** Every legal step of an attempt: only forward, and once ended or settled never again. Steps may be skipped when a gap is healed. */
export const ATTEMPT_TRANSITIONS: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
  reserved: ["assigned", "authorized", "committed", "revealed", "settled", "ended"],
  assigned: ["authorized", "committed", "revealed", "settled", "ended"],
  authorized: ["committed", "revealed", "settled", "ended"],
  committed: ["revealed", "settled", "ended"],
  revealed: ["settled"],
  settled: [],
  ended: [],
};

/** @throws MarketError ILLEGAL_TRANSITION */
export function assertAttemptTransition(from: AttemptState, to: AttemptState): void {
  if (from !== to && !ATTEMPT_TRANSITIONS[from].includes(to)) {
    throw new MarketError("ILLEGAL_TRANSITION", `An attempt can't go from ${from} to ${to}.`, { from, to });
  }
}

/** True until the attempt is settled or ended. */
export function isLiveAttempt(state: AttemptState): boolean {
  return ATTEMPT_TRANSITIONS[state].length > 0;
}

/** True while the attempt takes one of its machine's slots: until its work is committed or over. */
export function holdsMachineSlot(state: AttemptState): boolean {
  return state === "reserved" || state === "assigned" || state === "authorized";
}
