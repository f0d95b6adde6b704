import { randomInt, randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { contractReader } from "@qubix/contract";
import { NetworkDefinition } from "@qubix/protocol";
import { ComputorLists, publicKeyFromIdentity, TcpClient } from "@qubix/qubic";
import { openStore } from "@qubix/store";
import { z } from "zod";
import { type RunningApi, startApi } from "./api/start-api.ts";
import type { AppContext } from "./app-context.ts";
import { Bundles } from "./bundles/bundle-service.ts";
import { bundlePorts } from "./bundles/store-ports.ts";
import { BatchIndex } from "./chain/batch-index.ts";
import { followTicks } from "./chain/follow-ticks.ts";
import { HubChainView } from "./chain/hub-chain-view.ts";
import { ChainNodes } from "./chain/nodes.ts";
import { ReceiptBuilder } from "./chain/receipt-builder.ts";
import { Reconciler } from "./chain/reconciler.ts";
import { TickCalls } from "./chain/tick-calls.ts";
import { type HubConfigInput, parseConfig, type Role } from "./config.ts";
import { Submissions } from "./dispatch/submit-service.ts";
import type { HubParts, HubSignals } from "./hub-parts.ts";
import { Agents } from "./leases/agents.ts";
import { AttemptCache } from "./leases/attempt-cache.ts";
import { ProgressWriter } from "./leases/progress-writer.ts";
import { readHotKey } from "./read-hot-key.ts";
import { createLog } from "./roles/create-log.ts";
import { runDispatcher } from "./roles/dispatcher-role.ts";
import { runMatcher } from "./roles/matcher-role.ts";
import { storeBus } from "./roles/store-bus.ts";
import { runWatcher } from "./roles/watcher-role.ts";
import { runWorker } from "./roles/worker-role.ts";

/** A hub in this process. */
export interface RunningHub {
  /** Base address of the API; undefined in a process without that role. */
  url: string | undefined;
  context: AppContext;
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
 * Starts a hub: opens the store, then the roles that the configuration names (all of them by default).
 * @throws Error when the configuration, the network file or the key is wrong; StoreError
 */
export async function startHub(input: HubConfigInput): Promise<RunningHub> {
  const config = parseConfig(input);
  const network = readNetwork(config.network);
  const keyPair = await readHotKey(config.hotKeyFile, config.passphraseFile);
  const log = createLog(config.logLevel);
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const store = await openStore({
      dataDir: config.dataDir,
      databaseUrl: config.databaseUrl,
      redisUrl: config.redisUrl,
      onError: (error) => log.warn("background work failed; it is tried again", { error: error.message }),
    });
    closers.push(() => store.close());
    const nodes = new ChainNodes(network.nodes);
    closers.push(() => nodes.close());
    if (nodes.listed < 2) log.warn("only one node is listed: its word is taken for the chain's");
    const contractIndex = network.contract.index;
    const reader = contractReader(nodes, contractIndex);
    const batchIndex = new BatchIndex();
    const signals = new EventEmitter<HubSignals>().setMaxListeners(64);
    const viewOptions = { listed: nodes.listed, tickMs: network.tickMs, haltedAfterMs: config.chain.haltedAfterMs };
    const view = new HubChainView(reader, keyPair.publicKey, viewOptions, () => store.clock.monotonic());
    const receipts = new ReceiptBuilder(reader, store, new TickCalls(nodes, contractIndex), {
      id: network.id,
      contractIndex,
    });
    const onApplied = (applied: HubSignals["applied"][0]) => signals.emit("applied", applied);
    const reconciler = new Reconciler({ nodes, contractIndex, store, index: batchIndex, receipts, onApplied, log });
    const bus = storeBus(store.pubSub, (error) => log.warn("a wake-up failed", { error: String(error) }));
    const clients = network.nodes.map(({ host, port }) => new TcpClient({ host, port }));
    closers.push(() => Promise.all(clients.map((client) => client.close())));
    const bundles = new Bundles(
      {
        ocMachines: config.ocMachines,
        ocInterface: network.ocInterface,
        contractIndex,
        rebuildAfterMs: config.chain.rebuildAfterMs,
      },
      bundlePorts(store, batchIndex, view, (batch) => log.debug("a bundle is here", { batch })),
      new ComputorLists(clients, publicKeyFromIdentity(network.arbitrator)),
      { tickTransactions: (tick) => nodes.first((client) => client.tickTransactions(tick)) },
      () => randomInt(2 ** 32) / 2 ** 32,
      log,
    );
    closers.push(() => bundles.close());
    const holder = config.databaseUrl ? `${hostname()}:${process.pid}:${randomUUID()}` : "embedded";
    const parts: HubParts = {
      ...{ config, network, keyPair, holder, store, nodes, reader, view, batchIndex, reconciler, receipts },
      ...{ bundles, bus, signals, log },
    };
    await view.refresh().catch((error) => log.warn("no node answers yet", { error: String(error) }));
    closers.push(followTicks(parts));
    const context = makeContext(parts);
    for (const role of config.roles) if (role !== "api") closers.push(ROLES[role](parts));
    const api = config.roles.includes("api") ? await listen(context, closers) : undefined;
    log.info("hub is up", { url: api?.url, hub: view.hub()?.slot, network: network.id, ...store.engines });
    return { url: api?.url, context, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(context: AppContext, closers: (() => unknown)[]): Promise<RunningApi> {
  const api = await startApi(context);
  closers.push(() => api.close());
  return api;
}

function makeContext(parts: HubParts): AppContext {
  const { config, network, store, nodes, reader, view, reconciler, bundles, bus, signals, log } = parts;
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
    bus,
    submit: new Submissions({
      ...{ store, nodes, reader, view },
      reconcile: (key) => reconciler.job(key),
      onPlanned: (id) => signals.emit("intent", id),
    }),
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
      onMachine: (provider, machine) => signals.emit("machine", provider, machine),
    }),
    bundles,
    log,
  };
}

function readNetwork(file: string): NetworkDefinition {
  const parsed = NetworkDefinition.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file} is no network definition.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
