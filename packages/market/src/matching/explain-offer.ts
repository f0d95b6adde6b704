import type { MatchReason } from "@qubix/protocol";
import { checkOffer, prepareDemand } from "./check-offer.ts";
import type { Demand } from "./demand.ts";
import type { OfferBook } from "./offer-book.ts";
import { reasonsOf } from "./reason-bits.ts";

/** Every reason why one machine doesn't fit, computed anew; empty when it does. */
export function explainOffer(book: OfferBook, index: number, demand: Demand): MatchReason[] {
  return reasonsOf(checkOffer(book, index, prepareDemand(demand)));
}
