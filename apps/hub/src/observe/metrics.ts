import type { Registry } from "@qubix/observe";
import { apiMetrics } from "./api-metrics.ts";
import { chainMetrics } from "./chain-metrics.ts";
import { dispatchMetrics } from "./dispatch-metrics.ts";
import { jobMetrics } from "./job-metrics.ts";
import { matchingMetrics } from "./matching-metrics.ts";
import { moneyMetrics } from "./money-metrics.ts";
import { queueMetrics } from "./queue-metrics.ts";
import { blobMetrics, bundleMetrics, databaseMetrics, liveMetrics, webhookMetrics } from "./side-metrics.ts";

/**
 * What a hub counts, by part. Counting is memory only. Labels have few values, all of them known: never a job's key, an
 * identity, an address or a machine.
 */
export function createMetrics(registry: Registry) {
  return {
    api: apiMetrics(registry),
    jobs: jobMetrics(registry),
    queue: queueMetrics(registry),
    matching: matchingMetrics(registry),
    dispatch: dispatchMetrics(registry),
    chain: chainMetrics(registry),
    money: moneyMetrics(registry),
    bundles: bundleMetrics(registry),
    live: liveMetrics(registry),
    webhooks: webhookMetrics(registry),
    blobs: blobMetrics(registry),
    database: databaseMetrics(registry),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
