import { publicKeyFromIdentity } from "@qubix/qubic";
import { parseAmount } from "../../i18n/amount-text.ts";

/** What somebody typed. */
export interface TypedTerms {
  stake: string;
  minPrice: string;
  capacity: string;
  hot: string;
  payout: string;
}

/** Terms that can be signed, or what is wrong with each field, as names of the page's messages. */
export type CheckedTerms =
  | { ok: true; stake: bigint; minPrice: bigint; capacity: number; hot: Uint8Array; payout: Uint8Array }
  | { ok: false; wrong: Partial<Record<keyof TypedTerms, TermsProblem>> };
type TermsProblem = "wrongAmount" | "tooLittle" | "wrongCapacity" | "wrongIdentity";

/** Checks terms against what the contract takes at least. */
export function checkTerms(typed: TypedTerms, least: { stake: bigint; minPrice: bigint }): CheckedTerms {
  const stake = amountOf(typed.stake, least.stake);
  const minPrice = amountOf(typed.minPrice, least.minPrice);
  const capacity = /^[0-9]{1,4}$/.test(typed.capacity.trim()) ? Number(typed.capacity) : 0;
  const hot = keyOf(typed.hot);
  const payout = keyOf(typed.payout);
  const fits = capacity >= 1 && capacity <= 1_024;
  if (typeof stake === "bigint" && typeof minPrice === "bigint" && fits && hot && payout)
    return { ok: true, stake, minPrice, capacity, hot, payout };
  return {
    ok: false,
    wrong: {
      ...(typeof stake === "string" && { stake }),
      ...(typeof minPrice === "string" && { minPrice }),
      ...(!fits && { capacity: "wrongCapacity" as const }),
      ...(!hot && { hot: "wrongIdentity" as const }),
      ...(!payout && { payout: "wrongIdentity" as const }),
    },
  };
}

function amountOf(text: string, least: bigint): bigint | "wrongAmount" | "tooLittle" {
  const amount = parseAmount(text);
  if (amount === undefined) return "wrongAmount";
  return amount < least ? "tooLittle" : amount;
}

function keyOf(identity: string): Uint8Array | undefined {
  try {
    return publicKeyFromIdentity(identity.trim());
  } catch {
    return undefined;
  }
}
