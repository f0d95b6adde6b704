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
  /** Rows that fit at any price, the cheapest first. */
  rows: Int32Array;
}

const PRICE_ABOVE_CAP = REASON_BIT["price-above-cap"];
/** What passes by itself. */
const PASSING = BUSY_BITS | REASON_BIT["backing-off"];

/** Looks at all offers for a job that is not there yet. */
export function surveyOffers(book: OfferBook, demand: Demand): Survey {
  const prepared = prepareDemand(demand);
  const prices = new Float64Array(book.end);
  const rows: number[] = [];
  const counts = new Uint32Array(MATCH_REASONS.length);
  const providers = new Set<number>();
  let matching = 0;
  let free = 0;
  for (let row = 0; row < book.end; row++) {
    if (book.columns.blocked[row] === FREE) continue;
    const bits = checkOffer(book, row, prepared);
    const lasting = bits & ~PASSING;
    if ((lasting & ~PRICE_ABOVE_CAP) === 0) {
      prices[row] = priceAtRow(book, row, prepared);
      rows.push(row);
    }
    if (lasting === 0) {
      matching++;
      providers.add(book.at(row).provider);
      if (bits === 0) free++;
    } else counts[31 - Math.clz32(lasting & -lasting)]!++;
  }
  return {
    offers: book.size,
    matching,
    free,
    providers: providers.size,
    reasons: Object.fromEntries(MATCH_REASONS.map((reason, i) => [reason, counts[i]!]).filter(([, n]) => n !== 0)),
    rows: Int32Array.from(rows).sort((a, b) => prices[a]! - prices[b]! || a - b),
  };
}

/** The row below which `fraction` of sorted ones lie; undefined when there are none. */
export function rowAt(rows: Int32Array, fraction: number): number | undefined {
  return rows[Math.max(0, Math.ceil(fraction * rows.length) - 1)];
}

/** What a metered run that uses so much is charged at an offer: at least the provider's minimum. */
export function chargeAt(book: OfferBook, row: number, { priced }: Pick<Demand, "priced">, usage: RunUsage): bigint {
  const asked = runPrice(book.machineAt(row).asks ?? {}, priced, usage);
  const least = BigInt(book.columns.minPrice[row]!);
  return asked > least ? asked : least;
}
