import { MATCH_REASONS, type MatchReason } from "@qubix/protocol";
import { askedPrice } from "./asked-price.ts";
import { BestList } from "./best-list.ts";
import { checkOffer, checkProvider, checkRoom, type PreparedDemand, priceAtRow } from "./check-offer.ts";
import { checkClass } from "./machine-class.ts";
import type { Offer, OfferBook } from "./offer-book.ts";
import { FREE } from "./offer-columns.ts";
import { bitCount, reasonsOf } from "./reason-bits.ts";
import { chanceOf, scoreOffer } from "./score-offer.ts";
import { WeightedPool } from "./weighted-pool.ts";

const NEAREST = 10;
/** No provider has this number. */
const NOBODY = -1;

/** An offer that missed by little. */
export interface NearOffer extends Offer {
  /** QU, for the demand that was looked for. */
  price: number;
  misses: MatchReason[];
}

/** What one look at the whole book found for a demand. */
export interface Scan {
  /** Snapshot of the book that was looked at. */
  snapshot: number;
  offers: number;
  fitting: number;
  /** Lowest price of those that fit. */
  lowest: number;
  /** Each offer that doesn't fit, counted by its most basic reason. */
  reasons: Partial<Record<MatchReason, number>>;
  nearest: NearOffer[];
  pool: WeightedPool;
  newcomers: WeightedPool;
}

/** Looks at every offer once: filters with typed reasons, then chances among those that fit. */
export function scanBook(book: OfferBook, demand: PreparedDemand): Scan {
  const counts = new Uint32Array(MATCH_REASONS.length);
  const nearest = new BestList(NEAREST);
  const { columns, end } = book;
  const { blocked, provider, classes, rates, minPrice } = columns;
  const classBits = book.classes.values.map((one) => (one ? checkClass(one, demand) : 0));
  const asked = Float64Array.from(book.rates.values, (one) => (one ? askedPrice(one, demand) : 0));
  const own = book.ownPrices.get(demand.program);
  const providerBits = bitsByProvider(demand);
  const lockShare = book.lockBps / 10_000;
  const rows = new Int32Array(end);
  const prices = new Float64Array(end);
  let fitting = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let row = 0; row < end; row++) {
    if (blocked[row] === FREE) continue;
    let known = blocked[row]! | classBits[classes[row]!]!;
    if (providerBits !== undefined) known |= providerBits[provider[row]!]!;
    const price = own?.has(row) ? priceAtRow(book, row, demand) : Math.max(minPrice[row]!, asked[rates[row]!]!);
    const bits = checkRoom(columns, row, demand, price, lockShare, known);
    if (bits === 0) {
      rows[fitting] = row;
      prices[fitting++] = price;
      if (price < lowest) lowest = price;
    } else {
      counts[31 - Math.clz32(bits & -bits)]!++;
      // Fewer reasons first, then the lower price.
      const rank = -bitCount(bits) - price / 1.1e15;
      if (rank > nearest.threshold) nearest.offer(row, rank);
    }
  }
  return {
    snapshot: book.version,
    offers: book.size,
    fitting,
    lowest,
    reasons: countsOf(counts),
    nearest: nearestOf(book, demand, nearest),
    ...pools(book, demand, rows.subarray(0, fitting), prices, lowest),
  };
}

/** What `checkProvider` says of every provider, for a demand that names some: looked up faster than lists are searched. */
function bitsByProvider(demand: PreparedDemand): Int32Array | undefined {
  const { ownList, onJob, tried } = demand;
  if (ownList.length + onJob.length + tried.length === 0) return undefined;
  const bits = new Int32Array(0x1_0000).fill(checkProvider(NOBODY, demand));
  for (const one of [...ownList, ...onJob, ...tried]) bits[one] = checkProvider(one, demand);
  return bits;
}

function pools(book: OfferBook, demand: PreparedDemand, rows: Int32Array, prices: Float64Array, lowest: number) {
  const { columns } = book;
  const sums = new Float64Array(rows.length);
  const newRows: number[] = [];
  const newSums: number[] = [];
  let sum = 0;
  let newSum = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const chance = chanceOf(scoreOffer(columns, row, demand, prices[i]!, lowest));
    sum += chance;
    sums[i] = sum;
    if (columns.newcomer[row] === 0) continue;
    newSum += chance;
    newRows.push(row);
    newSums.push(newSum);
  }
  return {
    pool: new WeightedPool(rows, sums),
    newcomers: new WeightedPool(Int32Array.from(newRows), Float64Array.from(newSums)),
  };
}

function countsOf(counts: Uint32Array): Partial<Record<MatchReason, number>> {
  return Object.fromEntries(MATCH_REASONS.map((reason, i) => [reason, counts[i]!]).filter(([, n]) => n !== 0));
}

function nearestOf(book: OfferBook, demand: PreparedDemand, nearest: BestList): NearOffer[] {
  return Array.from({ length: nearest.length }, (_, i) => ({ row: nearest.rows[i]!, rank: nearest.ranks[i]! }))
    .sort((a, b) => b.rank - a.rank || a.row - b.row)
    .map(({ row }) => ({
      ...book.at(row),
      price: priceAtRow(book, row, demand),
      misses: reasonsOf(checkOffer(book, row, demand)),
    }));
}
