import { useRoute } from "../../hub/use-route.ts";

/** The least stake and price that the contract takes, and how long a stake takes to leave; undefined while they are read. */
export function useLeast() {
  const { data } = useRoute("getNetwork", {});
  if (!data) return undefined;
  const { minStake, minPrice, unstakeTicks } = data.contractConfig;
  return { stake: BigInt(minStake ?? 0), minPrice: BigInt(minPrice ?? 0), unstakeTicks: Number(unstakeTicks ?? 0) };
}
