import type { Demand } from "./demand.ts";
import { KIND_BIT, type OfferBook } from "./offer-book.ts";
import type { OfferColumns } from "./offer-columns.ts";
import { REASON_BIT } from "./reason-bits.ts";

const KIND_UNSUPPORTED = REASON_BIT["kind-unsupported"];
const RUNTIME_MISSING = REASON_BIT["runtime-missing"];
const MEMORY_TOO_SMALL = REASON_BIT["memory-too-small"];
const REGION_DIFFERS = REASON_BIT["region-differs"];
const STAKE_BELOW_MINIMUM = REASON_BIT["stake-below-minimum"];
const PRICE_ABOVE_CAP = REASON_BIT["price-above-cap"];
const NOT_ON_LIST = REASON_BIT["not-on-list"];
const ALREADY_ON_JOB = REASON_BIT["already-on-job"];
const ALREADY_TRIED = REASON_BIT["already-tried"];

const ON_LIST = 1;
const ON_JOB = 2;
const TRIED = 4;

/** A demand in the book's numbers, ready to be compared with many offers. */
export interface PreparedDemand {
  kind: number;
  /** By number of a set of runtimes: 1 where the set will do. */
  runtimeFits: Uint8Array;
  memoryMiB: number;
  /** 0 when any region will do; a number no offer has when nobody is there. */
  region: number;
  priceCap: number;
  minStake: number;
  hasList: boolean;
  /** By provider slot: on the list, on the job, tried. */
  flags: Uint8Array | undefined;
  /** Numbers of data that machines may remember. */
  data: number[];
}

/** Translates a demand into the book's numbers. */
export function prepareDemand(book: OfferBook, demand: Demand): PreparedDemand {
  const { runtime } = demand;
  const named = demand.ownList.length + demand.onJob.length + demand.tried.length > 0;
  const flags = named ? new Uint8Array(0x1_0000) : undefined;
  for (const provider of demand.ownList) flags![provider]! |= ON_LIST;
  for (const provider of demand.onJob) flags![provider]! |= ON_JOB;
  for (const provider of demand.tried) flags![provider]! |= TRIED;
  return {
    kind: KIND_BIT[demand.kind],
    runtimeFits: Uint8Array.from(book.runtimeSets, (set) => (runtime === undefined || set.has(runtime) ? 1 : 0)),
    memoryMiB: demand.memoryMiB,
    region: demand.region === undefined ? 0 : book.regions.find(demand.region) || 0xffff_ffff,
    priceCap: demand.priceCap,
    minStake: demand.minStake,
    hasList: demand.ownList.length > 0,
    flags,
    data: demand.data.map((digest) => book.digests.find(digest)).filter((number) => number !== 0),
  };
}

/** Bits of all reasons why the offer in a row does not fit; 0 when it does. */
export function checkOffer(c: OfferColumns, index: number, demand: PreparedDemand): number {
  let bits = c.blocked[index]!;
  if ((c.kinds[index]! & demand.kind) === 0) bits |= KIND_UNSUPPORTED;
  if (demand.runtimeFits[c.runtimes[index]!] === 0) bits |= RUNTIME_MISSING;
  if (c.memoryMiB[index]! < demand.memoryMiB) bits |= MEMORY_TOO_SMALL;
  if (demand.region !== 0 && c.region[index] !== demand.region) bits |= REGION_DIFFERS;
  if (c.stake[index]! < demand.minStake) bits |= STAKE_BELOW_MINIMUM;
  if (c.price[index]! > demand.priceCap) bits |= PRICE_ABOVE_CAP;
  if (demand.flags !== undefined) {
    const flags = demand.flags[c.provider[index]!]!;
    if (demand.hasList && (flags & ON_LIST) === 0) bits |= NOT_ON_LIST;
    if ((flags & ON_JOB) !== 0) bits |= ALREADY_ON_JOB;
    if ((flags & TRIED) !== 0) bits |= ALREADY_TRIED;
  }
  return bits;
}
