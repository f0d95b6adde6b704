import { MATCH_REASONS, type MatchReason, type RunUsage, runPrice } from "@qubix/protocol";
import { checkOffer, prepareDemand, priceAtRow } from "../matching/check-offer.ts";
import type { Demand } from "../matching/demand.ts";
import type { OfferBook } from "../matching/offer-book.ts";
import { FREE } from "../matching/offer-columns.ts";
import { BUSY_BITS, REASON_BIT } from "../matching/reason-bits.ts";

/** Offers that would take a job, whether they are busy now or not. */
export interface Survey {
  offers: number;
  /** Fit within the cap. */
  matching: number;
  free: number;
  /** Distinct providers of those. */
  providers: number;
  /** The others, by their most basic reason. */
  reasons: Partial<Record<MatchReason, number>>;
  /** Rows that fit at any price, and their prices from the lowest on. */
  rows: Int32Array;
  ladder: Float64Array;
  /** Of each row: bits of all reasons, those that pass by themselves too; FREE where there is no offer. */
  bits: Int32Array;
  /** Of each row with an offer: QU, in floating point. */
  prices: Float64Array;
}

const PRICE_ABOVE_CAP = REASON_BIT["price-above-cap"];
/** What passes by itself: an offer that has no other reasons matches. */
export const PASSING = BUSY_BITS | REASON_BIT["backing-off"];

/** Looks at all offers for a job that is not there yet. */
export function surveyOffers(book: OfferBook, demand: Demand): Survey {
  const prepared = prepareDemand(demand);
  const prices = new Float64Array(book.end);
  const bits = new Int32Array(book.end).fill(FREE);
  const rows = new Int32Array(book.end);
  const ladder = new Float64Array(book.end);
  let fitting = 0;
  const counts = new Uint32Array(MATCH_REASONS.length);
  const providers = new Set<number>();
  let matching = 0;
  let free = 0;
  for (let row = 0; row < book.end; row++) {
    if (book.columns.blocked[row] === FREE) continue;
    bits[row] = checkOffer(book, row, prepared);
    prices[row] = priceAtRow(book, row, prepared);
    const lasting = bits[row]! & ~PASSING;
    if ((lasting & ~PRICE_ABOVE_CAP) === 0) {
      rows[fitting] = row;
      ladder[fitting++] = prices[row]!;
    }
    if (lasting === 0) {
      matching++;
      providers.add(book.columns.provider[row]!);
      if (bits[row] === 0) free++;
    } else counts[31 - Math.clz32(lasting & -lasting)]!++;
  }
  return {
    offers: book.size,
    matching,
    free,
    providers: providers.size,
    reasons: Object.fromEntries(MATCH_REASONS.map((reason, i) => [reason, counts[i]!]).filter(([, n]) => n !== 0)),
    rows: rows.subarray(0, fitting),
    // Numbers alone are sorted many times faster than rows by their prices.
    ladder: ladder.subarray(0, fitting).sort(),
    ...{ bits, prices },
  };
}

/** The row up to which `fraction` of those that fit lie, by price and then by row; undefined when there are none. */
export function rowAt(
  { rows, ladder, prices }: Pick<Survey, "rows" | "ladder" | "prices">,
  fraction: number,
): number | undefined {
  const step = Math.max(0, Math.ceil(fraction * ladder.length) - 1);
  const price = ladder[step];
  if (price === undefined) return undefined;
  let before = step - ladder.indexOf(price);
  return rows.find((row) => prices[row] === price && before-- === 0);
}

/** What a metered run that uses so much is charged at an offer: at least the provider's minimum. */
export function chargeAt(book: OfferBook, row: number, { priced }: Pick<Demand, "priced">, usage: RunUsage): bigint {
  const asked = runPrice(book.machineAt(row).asks ?? {}, priced, usage);
  const least = BigInt(book.columns.minPrice[row]!);
  return asked > least ? asked : least;
}
