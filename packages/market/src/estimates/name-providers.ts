import type { MatchReason } from "@qubix/protocol";
import type { OfferBook } from "../matching/offer-book.ts";
import { FREE } from "../matching/offer-columns.ts";
import { bitCount, REASON_BIT, reasonsOf } from "../matching/reason-bits.ts";
import { PASSING, type Survey } from "./survey-offers.ts";

/** A provider with a machine that would take the job. */
export interface Taker {
  provider: number;
  /** Row of its cheapest offer that matches. */
  row: number;
  /** Its machines that match, and how many of those could begin now. */
  machines: number;
  free: number;
}

/** A provider without one. */
export interface PassedOver {
  provider: number;
  /** Row of its offer that misses by the least. */
  row: number;
  /** All lasting reasons of that offer, most basic first. */
  misses: MatchReason[];
}

/** Slots of providers are below this. */
const SLOTS = 0x1_0000;
const NO_ROW = -1;

/**
 * The first of the providers that a survey found, by name. Those that would take the job: the cheapest first, of equal ones
 * the one that matching likes better. The others: those that the job names, then those that are online, then by how few
 * reasons they have, then by price.
 * @param limit the most of each
 */
export function nameProviders(
  { columns, end }: OfferBook,
  { bits, prices }: Pick<Survey, "bits" | "prices">,
  limit: number,
): { takers: Taker[]; passedOver: PassedOver[] } {
  const lasting = (row: number) => bits[row]! & ~PASSING;
  const order = (a: number, b: number) => {
    const [ofA, ofB] = [lasting(a), lasting(b)];
    if (ofA === 0 && ofB === 0) return prices[a]! - prices[b]! || columns.merit[b]! - columns.merit[a]! || a - b;
    return distance(ofA) - distance(ofB) || prices[a]! - prices[b]! || a - b;
  };
  const best = new Int32Array(SLOTS).fill(NO_ROW);
  const machines = new Uint32Array(SLOTS);
  const free = new Uint32Array(SLOTS);
  for (let row = 0; row < end; row++) {
    if (bits[row] === FREE) continue;
    const provider = columns.provider[row]!;
    if (best[provider] === NO_ROW || order(row, best[provider]!) < 0) best[provider] = row;
    if (lasting(row) === 0) machines[provider]!++;
    if (bits[row] === 0) free[provider]!++;
  }
  const takers: number[] = [];
  const others: number[] = [];
  for (const row of best) if (row !== NO_ROW) keepFirst(lasting(row) === 0 ? takers : others, row, limit, order);
  return {
    takers: takers.map((row) => {
      const provider = columns.provider[row]!;
      return { provider, row, machines: machines[provider]!, free: free[provider]! };
    }),
    passedOver: others.map((row) => ({ provider: columns.provider[row]!, row, misses: reasonsOf(lasting(row)) })),
  };
}

/** How far an offer is from matching: 0 when it does. */
function distance(bits: number): number {
  const unnamed = (bits & REASON_BIT["not-on-list"]) === 0 ? 0 : 64;
  const offline = (bits & REASON_BIT.offline) === 0 ? 0 : 32;
  return unnamed + offline + bitCount(bits);
}

/** Puts a row into a short list in order, and drops the last where there are too many. */
function keepFirst(list: number[], row: number, limit: number, order: (a: number, b: number) => number): void {
  if (list.length === limit && order(row, list[limit - 1]!) >= 0) return;
  const at = list.findIndex((other) => order(row, other) < 0);
  list.splice(at === -1 ? list.length : at, 0, row);
  if (list.length > limit) list.pop();
}
