import { hideFromLogs, type Observing, startObserving } from "@qubix/observe";
import type { HubConfig } from "../config.ts";
import { VERSION } from "../version.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { requestScope } from "./request-scope.ts";

/** Opens log, metrics and traces of a hub process. */
export async function observeHub(config: HubConfig): Promise<Observing & { metrics: Metrics }> {
  const { observe, logLevel: level, databaseUrl, redisUrl } = config;
  for (const url of [databaseUrl, redisUrl]) if (url !== undefined) hideFromLogs(passwordOf(url));
  const observing = await startObserving(observe, { service: "hub", version: VERSION, level, scope: requestScope });
  return { ...observing, metrics: createMetrics(observing.registry) };
}

function passwordOf(url: string): string {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).password) : "";
}
