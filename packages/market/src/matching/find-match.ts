import type { Random } from "../ports/random.ts";
import { checkOffer, type PreparedDemand, prepareDemand } from "./check-offer.ts";
import type { Demand } from "./demand.ts";
import type { OfferBook } from "./offer-book.ts";
import { type Scan, scanBook } from "./scan-book.ts";
import { sizeClass } from "./size-class.ts";

/** Of the jobs that may be tried out on newcomers, one in five is, when a newcomer fits. */
export const NEWCOMERS_SHARE = 0.2;
/** Only runs of at most a minute are tried out. */
const TRIAL_CLASS = 1;

/** What a look at the book found, and what was chosen. */
export interface MatchResult extends Scan {
  /** The row chosen; undefined when nothing fits. */
  index: number | undefined;
}

/** One look at the whole book for one replica, and a choice by chance among what fits. */
export function findMatch(book: OfferBook, demand: Demand, random: Random): MatchResult {
  const prepared = prepareDemand(demand);
  const scan = scanBook(book, prepared);
  return { ...scan, index: chooseFrom(book, scan, demand, prepared, random) };
}

/**
 * Draws an offer from what a scan found, for its demand or another of the same shape. What has been taken since is not
 * drawn; undefined means that nothing is left, or too little to find it by drawing.
 */
export function chooseFrom(
  book: OfferBook,
  scan: Scan,
  demand: Demand,
  prepared: PreparedDemand,
  random: Random,
): number | undefined {
  const fits = (row: number) => fitsExactly(book, row, demand, prepared);
  const tryOut = mayTryOut(book, demand) && scan.newcomers.size > 0 && random.fraction() < NEWCOMERS_SHARE;
  return (tryOut ? scan.newcomers.draw(random, fits) : undefined) ?? scan.pool.draw(random, fits);
}

/** Whether the offer in a row fits a demand, its price counted exactly. */
export function fitsExactly(book: OfferBook, row: number, demand: Demand, prepared: PreparedDemand): boolean {
  return checkOffer(book, row, prepared) === 0 && book.priceAt(row, demand) <= BigInt(demand.priceCap);
}

/** Short, checked by a quorum, and no other newcomer on it, so that newcomers never make a quorum by themselves. */
function mayTryOut(book: OfferBook, demand: Demand): boolean {
  const small = sizeClass(demand.expectedMs) <= TRIAL_CLASS;
  return demand.checkable && small && !demand.onJob.some((provider) => book.isNewcomer(provider));
}
