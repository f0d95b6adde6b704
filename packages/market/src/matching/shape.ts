import { programDigest } from "@qubix/protocol";
import { type PreparedDemand, prepareDemand } from "./check-offer.ts";
import type { Demand } from "./demand.ts";
import { Lane } from "./lane.ts";
import { sizeClass } from "./size-class.ts";

/** Waiting replicas that ask for the same of an offer, whoever pays for them. */
export class Shape {
  readonly key: string;
  /** By requester. */
  readonly lanes = new Map<string, Lane>();
  readonly sizeClass: number;
  /** What they have in common: nobody is left out. */
  readonly prepared: PreparedDemand;

  constructor(key: string, demand: Demand) {
    this.key = key;
    this.sizeClass = sizeClass(demand.expectedMs);
    this.prepared = prepareDemand({ ...demand, onJob: [], tried: [], data: demand.data.slice(0, 1) });
  }

  add(demand: Demand): void {
    let lane = this.lanes.get(demand.requester);
    if (lane === undefined) {
      lane = new Lane();
      this.lanes.set(demand.requester, lane);
    }
    lane.add(demand);
  }

  remove(demand: Demand): void {
    const lane = this.lanes.get(demand.requester);
    lane?.remove(demand);
    if (lane?.size === 0) this.lanes.delete(demand.requester);
  }
}

/** Demands with the same key fit the same offers, but for the providers that they leave out. */
export function shapeKey(demand: Demand): string {
  const { kind, runtime, memoryMiB, region, priceCap, minStake, ownList, priced, checkable, endsAtLimit, expectedMs } =
    demand;
  const { fuel, wallSeconds } = priced.limits;
  const what = [programDigest(priced), kind, runtime ?? 0, memoryMiB, priced.limits.memoryMiB, region ?? 0];
  const terms = [
    priceCap,
    minStake,
    wallSeconds,
    kind === "wasm" ? fuel : 0,
    checkable,
    endsAtLimit,
    sizeClass(expectedMs),
  ];
  return JSON.stringify([...what, ...terms, [...ownList].sort((a, b) => a - b)]);
}
