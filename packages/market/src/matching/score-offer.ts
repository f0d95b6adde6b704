import type { PreparedDemand } from "./check-offer.ts";
import { type OfferColumns, RECENT } from "./offer-columns.ts";

/**
 * How good an offer that fits is, 0 to 1: how near its price is to the lowest that fits (40 %), the merit of provider and
 * machine (50 %: reputation, speed, idleness), and whether it has the data already (10 %).
 * @param price its price @param lowest the lowest of all that fit
 */
export function scoreOffer(
  c: OfferColumns,
  index: number,
  demand: PreparedDemand,
  price: number,
  lowest: number,
): number {
  const cheapness = price <= lowest ? 1 : lowest / price;
  const data = demand.data.length > 0 ? 0.1 * dataShare(c.recent, index, demand.data) : 0;
  return 0.4 * cheapness + 0.5 * c.merit[index]! + data;
}

/** An offer's chance is in proportion to this: one twice as good gets four times the work, and none is left out. */
export function chanceOf(score: number): number {
  return score * score + 1e-4;
}

function dataShare(recent: Uint32Array, index: number, data: readonly number[]): number {
  let found = 0;
  for (const number of data) {
    for (let i = index * RECENT; i < (index + 1) * RECENT; i++) if (recent[i] === number) found++;
  }
  return found / data.length;
}
