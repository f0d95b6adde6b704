import { basisPointsOf } from "./basis-points.ts";

/** Stake that an attempt at `price` locks: price × lockBps / 10,000. */
export function lockedStake(price: bigint, lockBps: number): bigint {
  return basisPointsOf(price, lockBps);
}
