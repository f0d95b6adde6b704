/** 100 %. */
export const BASIS_POINTS = 10_000n;

/**
 * floor(amount × bps / 10,000), computed by quotient and remainder as the contract must (the plain product overflows
 * its 64 bits).
 */
export function basisPointsOf(amount: bigint, bps: number): bigint {
  const share = BigInt(bps);
  return (amount / BASIS_POINTS) * share + ((amount % BASIS_POINTS) * share) / BASIS_POINTS;
}
