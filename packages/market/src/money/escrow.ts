import { MarketError } from "../errors.ts";

/** The largest amount on the chain: all of QU there will ever be is below 10^15. */
export const MAX_AMOUNT = 1_000_000_000_000_000n;

/** What a job's price is made of, in QU. */
export interface EscrowParts {
  replicas: number;
  /** Most that one replica may cost. */
  priceCap: bigint;
  royalty: bigint;
  hubFee: bigint;
  protocolFee: bigint;
}

/**
 * Escrow = replicas × price cap + royalty + hub fee + protocol fee, as the contract counts it.
 * @throws MarketError INVALID_PRICE for negative parts or a sum above MAX_AMOUNT
 */
export function escrowTotal({ replicas, priceCap, royalty, hubFee, protocolFee }: EscrowParts): bigint {
  const parts = [BigInt(replicas), priceCap, royalty, hubFee, protocolFee];
  const total = BigInt(replicas) * priceCap + royalty + hubFee + protocolFee;
  if (parts.some((part) => part < 0n) || total > MAX_AMOUNT) {
    throw new MarketError("INVALID_PRICE", `Prices are never negative and an escrow is at most ${MAX_AMOUNT} QU.`);
  }
  return total;
}
