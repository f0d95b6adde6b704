import { MATCH_REASONS, type MatchReason } from "@qubix/protocol";
import type { Random } from "../ports/random.ts";
import { BestList } from "./best-list.ts";
import { checkOffer, type PreparedDemand, prepareDemand } from "./check-offer.ts";
import { chooseWeighted } from "./choose-weighted.ts";
import type { Demand } from "./demand.ts";
import type { Offer, OfferBook } from "./offer-book.ts";
import { FREE } from "./offer-columns.ts";
import { bitCount, reasonsOf } from "./reason-bits.ts";
import { scoreOffer } from "./score-offer.ts";

/** Among how many of the best chance decides. */
const BEST = 8;
const NEAREST = 10;
/** Of the jobs that a quorum checks, one in five goes to a newcomer when one fits. */
export const NEWCOMERS_SHARE = 0.2;

export interface MatchResult {
  /** The row chosen; undefined when nothing fits. */
  index: number | undefined;
  /** Snapshot of the book that was looked at. */
  snapshot: number;
  offers: number;
  fitting: number;
  /** Each offer that doesn't fit, counted by its most basic reason. */
  reasons: Partial<Record<MatchReason, number>>;
  nearest: (Offer & { misses: MatchReason[] })[];
}

/**
 * One look at the whole book for one replica: filters with typed reasons, then a score, then a weighted random choice
 * among the best. One pass over the columns.
 */
export function findMatch(book: OfferBook, demand: Demand, random: Random): MatchResult {
  const prepared = prepareDemand(book, demand);
  const scan = scanBook(book, prepared);
  const wantNewcomer = demand.checkable && scan.newcomers.length > 0 && random.fraction() < NEWCOMERS_SHARE;
  const pool = wantNewcomer ? scan.newcomers : scan.best;
  return {
    index: pool.length === 0 ? undefined : chooseWeighted(pool, random),
    snapshot: book.version,
    offers: book.size,
    fitting: scan.fitting,
    reasons: countsOf(scan.counts),
    nearest: nearestOf(book, prepared, scan.nearest),
  };
}

function scanBook(book: OfferBook, demand: PreparedDemand) {
  const counts = new Uint32Array(MATCH_REASONS.length);
  const best = new BestList(BEST);
  const newcomers = new BestList(BEST);
  const nearest = new BestList(NEAREST);
  const { columns, end } = book;
  const { blocked, newcomer, price } = columns;
  let fitting = 0;
  for (let i = 0; i < end; i++) {
    if (blocked[i] === FREE) continue;
    const bits = checkOffer(columns, i, demand);
    if (bits === 0) {
      fitting++;
      const score = scoreOffer(columns, i, demand);
      if (score > best.threshold) best.offer(i, score);
      if (newcomer[i] === 1 && score > newcomers.threshold) newcomers.offer(i, score);
    } else {
      counts[31 - Math.clz32(bits & -bits)]!++;
      // Fewer reasons first, then the lower price.
      const rank = -bitCount(bits) - price[i]! / 1.1e15;
      if (rank > nearest.threshold) nearest.offer(i, rank);
    }
  }
  return { counts, best, newcomers, nearest, fitting };
}

function countsOf(counts: Uint32Array): Partial<Record<MatchReason, number>> {
  return Object.fromEntries(MATCH_REASONS.map((reason, i) => [reason, counts[i]!]).filter(([, n]) => n !== 0));
}

function nearestOf(book: OfferBook, demand: PreparedDemand, nearest: BestList): MatchResult["nearest"] {
  return Array.from({ length: nearest.length }, (_, i) => ({ row: nearest.rows[i]!, rank: nearest.ranks[i]! }))
    .sort((a, b) => b.rank - a.rank || a.row - b.row)
    .map(({ row }) => ({ ...book.at(row), misses: reasonsOf(checkOffer(book.columns, row, demand)) }));
}
