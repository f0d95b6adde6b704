import { z } from "zod";
import { MachineAsks, type PricedSpec, runPrice } from "../provider/asks.ts";
import { Amount, Uint64Text } from "../schema/primitives.ts";

/**
 * What a metered run used and what it is charged: sealed with the result, so that only the requester reads it, and bound by
 * the commitment through the ciphertext. It is no part of the result that replicas must agree on.
 */
export const UsageStatement = z.strictObject({
  version: z.literal(1),
  /** Milliseconds that the run held the machine. */
  wallMs: z.int().min(0),
  /** Units of fuel, for `wasm`: the same on every machine, so that it can be proved. */
  fuel: Uint64Text.optional(),
  /** The machine's asks at that time. */
  asks: MachineAsks,
  /** The provider's least price on the chain. */
  leastPrice: Amount,
  /** The most that the attempt could be charged: its price, and what top-ups added. */
  limit: Amount,
  /** QU asked for. */
  charge: Amount,
});
export type UsageStatement = z.infer<typeof UsageStatement>;

/** What a metered run is charged: its price by the asks, at least the provider's least price, at most the limit. */
export function chargeOf(
  { asks, leastPrice, limit, wallMs, fuel }: Omit<UsageStatement, "version" | "charge">,
  spec: PricedSpec,
): bigint {
  const price = runPrice(asks, spec, { wallMs, fuel: fuel === undefined ? undefined : BigInt(fuel) });
  const least = BigInt(leastPrice) > price ? BigInt(leastPrice) : price;
  return least < BigInt(limit) ? least : BigInt(limit);
}
