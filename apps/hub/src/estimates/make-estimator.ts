import { query } from "@qubix/contract";
import type { HubParts } from "../hub-parts.ts";
import { remembered } from "../remembered.ts";
import { Estimator } from "./estimator.ts";
import { MarketView } from "./market-view.ts";

/** The fee for CreateJob grows while the contract's tables are crowded; so old may be what an estimate says. */
const FEE_FRESH_MS = 5_000;

export function makeEstimator({ store, reader, view, network }: HubParts): Estimator {
  return new Estimator({
    ...{ store, chain: view, market: new MarketView(store), tickOffset: network.tickOffset },
    config: () => view.config(),
    createFee: remembered(async () => (await query.getConfig(reader, {})).createFeeNow, FEE_FRESH_MS, store.clock),
  });
}
