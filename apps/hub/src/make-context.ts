import type { Health } from "@qubix/observe";
import type { AppContext } from "./app-context.ts";
import { makeAuth } from "./auth/auth.ts";
import { Submissions } from "./dispatch/submit-service.ts";
import { makeEstimator } from "./estimates/make-estimator.ts";
import { Faucet } from "./gateway/faucet.ts";
import type { HubParts } from "./hub-parts.ts";
import { Agents } from "./leases/agents.ts";
import { AttemptCache } from "./leases/attempt-cache.ts";
import { ProgressWriter } from "./leases/progress-writer.ts";
import { Results } from "./leases/results.ts";
import { reconcile } from "./reconcile/reconcile.ts";
import { DataEraser } from "./retention/data-eraser.ts";
import { WebhookService } from "./webhooks/webhook-service.ts";

/** What the API's handlers work with, made of the hub's parts. */
export function makeContext(parts: HubParts, health: Health): AppContext {
  const { config, network, store, nodes, reader, view, reconciler, bundles, bus, signals, log, metrics, tracer } =
    parts;
  const { heartbeatMs, lostAfterMs } = config.leases;
  const cache = new AttemptCache(store.attempts);
  signals.on("applied", ({ attempts }) => {
    for (const { id } of attempts) cache.forget(id);
  });
  return {
    config,
    network,
    store,
    chain: view,
    gateway: parts.gateway,
    faucet: config.faucet && new Faucet(config.faucet, store.rateLimits),
    bus,
    auth: makeAuth({ store, config: config.auth, network: network.id, keyPair: parts.keyPair, log }),
    submit: new Submissions({
      ...{ store, nodes, reader, view, blocks: parts.blocks, quarantine: parts.quarantine },
      reconcile: (key) => reconciler.job(key),
      onPlanned: (id) => signals.tellIntent(id),
    }),
    webhooks: new WebhookService({
      ...{ store, egress: parts.egress, secrets: parts.secrets, clock: store.clock, config: config.webhooks },
    }),
    ...{ blobs: parts.blobs, uploads: parts.uploads, models: parts.models },
    ...{ blocks: parts.blocks, quarantine: parts.quarantine, secrets: parts.secrets },
    eraser: new DataEraser(store),
    agents: new Agents({
      store,
      reader,
      bus,
      bundles,
      progress: new ProgressWriter(store, cache, lostAfterMs),
      cache,
      heartbeatMs,
      lostAfterMs,
      presenceMs: config.matching.presenceMs ?? lostAfterMs,
      onMachine: (provider, machine, isNew) =>
        isNew ? signals.tellMachine(provider, machine) : signals.emit("machine", provider, machine),
    }),
    results: new Results(store),
    estimates: makeEstimator(parts),
    ...{ bundles, log, metrics, tracer, health },
    reconcile: (dryRun) => reconcile(parts, dryRun),
  };
}
