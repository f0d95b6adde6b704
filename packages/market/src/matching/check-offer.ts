import { programDigest, usageAtLimits } from "@qubix/protocol";
import { askedPrice } from "./asked-price.ts";
import { dataNumber } from "./data-number.ts";
import type { Demand } from "./demand.ts";
import { checkClass, KIND_BIT } from "./machine-class.ts";
import type { OfferBook } from "./offer-book.ts";
import type { OfferColumns } from "./offer-columns.ts";
import { REASON_BIT } from "./reason-bits.ts";

const MEMORY_TOO_SMALL = REASON_BIT["memory-too-small"];
const STAKE_BELOW_MINIMUM = REASON_BIT["stake-below-minimum"];
const STAKE_EXHAUSTED = REASON_BIT["stake-exhausted"];
const PRICE_ABOVE_CAP = REASON_BIT["price-above-cap"];
const NOT_ON_LIST = REASON_BIT["not-on-list"];
const ALREADY_ON_JOB = REASON_BIT["already-on-job"];
const ALREADY_TRIED = REASON_BIT["already-tried"];
const MEMORY_TAKEN = REASON_BIT["memory-taken"];
const RESERVED = REASON_BIT.reserved;

/** A demand in numbers, ready to be compared with many offers. */
export interface PreparedDemand {
  kind: number;
  runtime: string | undefined;
  memoryMiB: number;
  /** What the run sets aside. */
  runMiB: number;
  region: string | undefined;
  priceCap: number;
  minStake: number;
  ownList: readonly number[];
  onJob: readonly number[];
  tried: readonly number[];
  /** Numbers of data that machines may remember. */
  data: number[];
  endsAtLimit: boolean;
  /** Digest of program or model, which may have a price of its own. */
  program: string;
  /** The most that a run may use, for machines that ask by use. */
  seconds: number;
  gibSeconds: number;
  gigaFuel: number;
  /** Number of the demand's reservation; 0 without one. */
  kept: number;
}

/** A demand in numbers. @param kept number of the place that is kept for it */
export function prepareDemand(demand: Demand, kept = 0): PreparedDemand {
  const { priced } = demand;
  const { wallMs, fuel } = usageAtLimits(priced);
  const seconds = wallMs / 1000;
  const runMiB = priced.limits.memoryMiB;
  return {
    kind: KIND_BIT[demand.kind],
    runtime: demand.runtime,
    memoryMiB: demand.memoryMiB,
    runMiB,
    region: demand.region,
    priceCap: demand.priceCap,
    minStake: demand.minStake,
    ownList: demand.ownList,
    onJob: demand.onJob,
    tried: demand.tried,
    data: demand.data.map(dataNumber),
    endsAtLimit: demand.endsAtLimit,
    program: programDigest(priced),
    seconds,
    gibSeconds: (seconds * runMiB) / 1024,
    gigaFuel: Number(fuel ?? 0n) / 1e9,
    kept,
  };
}

/**
 * Price of a demand at the offer in a row: the machine's asks for all that the limits allow (or as far as the cap goes,
 * for a run that ends there), and at least the provider's minimum. In floating point: `OfferBook.priceAt` tells it exactly.
 */
export function priceAtRow(book: OfferBook, row: number, demand: PreparedDemand): number {
  const { columns, rates, ownPrices } = book;
  const own = ownPrices.get(demand.program)?.get(row);
  return Math.max(columns.minPrice[row]!, askedPrice(rates.values[columns.rates[row]!]!, demand, own));
}

/** Bits of all reasons why the offer in a row does not fit; 0 when it does. */
export function checkOffer(book: OfferBook, row: number, demand: PreparedDemand): number {
  const { columns, classes } = book;
  const known = columns.blocked[row]! | checkClass(classes.values[columns.classes[row]!]!, demand);
  const price = priceAtRow(book, row, demand);
  return (
    checkRoom(columns, row, demand, price, book.lockBps / 10_000, known) | checkProvider(columns.provider[row]!, demand)
  );
}

/**
 * The reasons that lie in price and room.
 * @param known bits that are known already @param lockShare share of a price that is locked of the stake
 */
export function checkRoom(
  c: OfferColumns,
  row: number,
  demand: PreparedDemand,
  price: number,
  lockShare: number,
  known: number,
): number {
  let bits = known;
  if (price > demand.priceCap) bits |= PRICE_ABOVE_CAP;
  if (c.freeStake[row]! < Math.floor(price * lockShare)) bits |= STAKE_EXHAUSTED;
  if (c.freeMiB[row]! < demand.runMiB && (bits & MEMORY_TOO_SMALL) === 0) bits |= MEMORY_TAKEN;
  if (demand.minStake > 0 && c.stake[row]! < demand.minStake) bits |= STAKE_BELOW_MINIMUM;
  const kept = c.keptFor[row]!;
  if (kept !== 0 && kept !== demand.kept) bits |= RESERVED;
  return bits;
}

/** The reasons that lie in who the provider is to this job. */
export function checkProvider(provider: number, { ownList, onJob, tried }: PreparedDemand): number {
  let bits = 0;
  if (ownList.length > 0 && !ownList.includes(provider)) bits |= NOT_ON_LIST;
  if (onJob.length > 0 && onJob.includes(provider)) bits |= ALREADY_ON_JOB;
  if (tried.length > 0 && tried.includes(provider)) bits |= ALREADY_TRIED;
  return bits;
}
