import { setTimeout as sleep } from "node:timers/promises";
import { startApi } from "./api/start-api.ts";
import type { AppContext } from "./app-context.ts";
import { followTicks } from "./chain/follow-ticks.ts";
import { type HubConfigInput, parseConfig, type Role } from "./config.ts";
import type { HubParts } from "./hub-parts.ts";
import { makeContext } from "./make-context.ts";
import { hubHealth } from "./observe/hub-health.ts";
import { observeHub } from "./observe/observe-hub.ts";
import { refreshMetrics } from "./observe/refresh-metrics.ts";
import { type Closers, openParts } from "./open-parts.ts";
import { runDispatcher } from "./roles/dispatcher-role.ts";
import { runMatcher } from "./roles/matcher-role.ts";
import { runWatcher } from "./roles/watcher-role.ts";
import { runWorker } from "./roles/worker-role.ts";

/** A hub in this process. */
export interface RunningHub {
  /** Base address of the API; undefined in a process without that role. */
  url: string | undefined;
  /** Base address of metrics and health; undefined where the configuration names none. */
  metricsUrl: string | undefined;
  context: AppContext;
  /** Is not ready from now on, and resolves when whoever balances load has had time to see that. */
  drain(): Promise<void>;
  /** Stops roles and API, then closes what they use. What was under way goes on at the next start. */
  close(): Promise<void>;
}

const ROLES: Record<Exclude<Role, "api">, (parts: HubParts) => () => Promise<void>> = {
  watcher: runWatcher,
  dispatcher: runDispatcher,
  matcher: runMatcher,
  worker: runWorker,
};

/**
 * Starts a hub: opens what it is made of, then the roles that the configuration names (all of them by default).
 * @throws Error when the configuration, the network file or the key is wrong; StoreError
 */
export async function startHub(input: HubConfigInput): Promise<RunningHub> {
  const config = parseConfig(input);
  const observing = await observeHub(config);
  const closers: Closers = [() => observing.close()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const parts = await openParts(config, observing, closers);
    const { store, view, network, log } = parts;
    const health = hubHealth(store, view);
    closers.push(followTicks(parts));
    const metricsUrl = await observing.listen(health, () => refreshMetrics(parts));
    const context = makeContext(parts, health);
    for (const role of config.roles) if (role !== "api") closers.push(ROLES[role](parts));
    const url = config.roles.includes("api") ? await listen(context, closers) : undefined;
    log.info("hub is up", { url, hub: view.hub()?.slot, network: network.id, ...store.engines });
    const drain = async () => {
      health.drain();
      await sleep(config.observe.drainMs);
    };
    return { url, metricsUrl, context, drain, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(context: AppContext, closers: Closers): Promise<string> {
  const api = await startApi(context);
  closers.push(() => api.close());
  return api.url;
}
