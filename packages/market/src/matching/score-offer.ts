import type { PreparedDemand } from "./check-offer.ts";
import { type OfferColumns, RECENT } from "./offer-columns.ts";

/**
 * How good an offer that fits is, 0 to 1: how far below the cap its price is (40 %), the merit of provider and machine
 * (50 %: reputation, speed, idleness), and whether it has the data already (10 %).
 */
export function scoreOffer(c: OfferColumns, index: number, demand: PreparedDemand): number {
  const cheapness = demand.priceCap === 0 ? 1 : 1 - c.price[index]! / demand.priceCap;
  return (
    0.4 * cheapness +
    0.5 * c.merit[index]! +
    (demand.data.length > 0 ? 0.1 * dataShare(c.recent, index, demand.data) : 0)
  );
}

function dataShare(recent: Uint32Array, index: number, data: readonly number[]): number {
  let found = 0;
  for (const number of data) {
    for (let i = index * RECENT; i < (index + 1) * RECENT; i++) if (recent[i] === number) found++;
  }
  return found / data.length;
}
