import { query } from "@qubix/contract";
import type { HubParts } from "../hub-parts.ts";
import { remembered } from "../remembered.ts";
import { Estimator } from "./estimator.ts";
import { MarketView } from "./market-view.ts";

/** The fee for CreateJob grows while the contract's tables are crowded; so old may be what an estimate says. */
const FEE_FRESH_MS = 5_000;

export function makeEstimator({ store, reader, view, network, blocks }: HubParts): Estimator {
  return new Estimator({
    ...{ store, chain: view, tickOffset: network.tickOffset },
    market: new MarketView(store, blocks.forMatching.hasOwner),
    config: () => view.config(),
    createFee: remembered(async () => (await query.getConfig(reader, {})).createFeeNow, FEE_FRESH_MS, store.clock),
  });
}
