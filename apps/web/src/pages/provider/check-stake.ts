import { parseAmount } from "../../i18n/amount-text.ts";

/** An amount that can be moved, or what is wrong with it, as a name of the page's messages. */
export type CheckedStake =
  | { ok: true; amount: bigint }
  | { ok: false; wrong: "wrongAmount" | "tooMuch" | "leavesTooLittle" };

/** What of a stake can be taken out. All in QU. */
export interface StakeLimits {
  stake: bigint;
  /** Held by runs that are not settled. */
  locked: bigint;
  /** What a provider has at least. */
  least: bigint;
}

/** Checks an amount to move: to add, any; to take out, where limits are given, what the contract lets go. */
export function checkStake(typed: string, limits?: StakeLimits): CheckedStake {
  const amount = parseAmount(typed);
  if (amount === undefined || amount === 0n) return { ok: false, wrong: "wrongAmount" };
  if (!limits) return { ok: true, amount };
  if (amount > limits.stake - limits.locked) return { ok: false, wrong: "tooMuch" };
  const left = limits.stake - amount;
  return left > 0n && left < limits.least ? { ok: false, wrong: "leavesTooLittle" } : { ok: true, amount };
}
