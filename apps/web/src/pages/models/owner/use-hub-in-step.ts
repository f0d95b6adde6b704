import type { ModelEntry } from "@qubix/contract";
import { useRoute } from "../../../hub/use-route.ts";

/** The hub hears of a change a few ticks after the contract. */
const LOOK_AGAIN_MS = 2_000;

/** What the contract has of a version that its creator can change: what each new job pays, what access to its files costs. */
export type ChainAmount = "royalty" | "accessPrice";

/** Reads the hub's word on a model again until it is the contract's. */
export function useHubInStep(
  { namespace, name }: { namespace: string; name: string },
  { slot, record }: ModelEntry,
  what: ChainAmount,
): void {
  const read = { params: { namespace, name } };
  const chain = useRoute("getModel", read, { enabled: false }).data?.chain;
  const isBehind = chain?.slot === slot && (chain[what] ?? "0") !== String(record[what]);
  useRoute("getModel", read, { enabled: isBehind, every: LOOK_AGAIN_MS });
}
