import { basisPointsOf } from "./basis-points.ts";

/** The protocol fee's two shares; the burned one takes what rounding leaves, so that both add up exactly. */
export function splitProtocolFee(fee: bigint, burnBps: number): { burned: bigint; toShareholders: bigint } {
  const toShareholders = basisPointsOf(fee, 10_000 - burnBps);
  return { burned: fee - toShareholders, toShareholders };
}
