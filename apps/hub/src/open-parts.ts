import { randomInt, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { contractReader } from "@qubix/contract";
import { NetworkDefinition } from "@qubix/protocol";
import { ComputorLists, identityFromPublicKey, type KeyPair, publicKeyFromIdentity, TcpClient } from "@qubix/qubic";
import { openStore, type Store } from "@qubix/store";
import { z } from "zod";
import { makeBlobs } from "./blobs/make-blobs.ts";
import { Bundles } from "./bundles/bundle-service.ts";
import { bundlePorts } from "./bundles/store-ports.ts";
import { BatchIndex } from "./chain/batch-index.ts";
import { HubChainView } from "./chain/hub-chain-view.ts";
import { ChainNodes } from "./chain/nodes.ts";
import { ReceiptBuilder } from "./chain/receipt-builder.ts";
import { Reconciler } from "./chain/reconciler.ts";
import { TickCalls } from "./chain/tick-calls.ts";
import type { HubConfig } from "./config.ts";
import { EgressClient } from "./egress/egress-client.ts";
import { ChainGateway } from "./gateway/chain-gateway.ts";
import type { HubParts } from "./hub-parts.ts";
import { ModelService } from "./models/model-service.ts";
import { Quarantine } from "./models/quarantine.ts";
import { BlockList } from "./moderation/block-list.ts";
import { hearOthers } from "./observe/hear-others.ts";
import { JobObserver } from "./observe/job-observer.ts";
import type { observeHub } from "./observe/observe-hub.ts";
import { watchedLeases } from "./observe/watched-leases.ts";
import { readHotKey } from "./read-hot-key.ts";
import { RoleSignals } from "./roles/role-signals.ts";
import { storeBus } from "./roles/store-bus.ts";
import { SecretBox } from "./secrets/secret-box.ts";

/** What is closed at the end, in the order in which it was opened. */
export type Closers = (() => unknown)[];

type Observing = Pick<Awaited<ReturnType<typeof observeHub>>, "log" | "metrics" | "tracer">;

/**
 * Opens what every role of a hub is made from: the store, the nodes, and what stands on them.
 * @param closers gets how to close each of them, also when the next can't be opened
 * @throws Error when the network file or the key is wrong; StoreError
 */
export async function openParts(config: HubConfig, observing: Observing, closers: Closers): Promise<HubParts> {
  const { log, metrics, tracer } = observing;
  const network = readNetwork(config.network);
  const keyPair = await readHotKey(config.hotKeyFile, config.passphraseFile);
  const contractIndex = network.contract.index;
  const nodes = new ChainNodes(network.nodes);
  closers.push(() => nodes.close());
  if (nodes.listed < 2) log.warn("only one node is listed: its word is taken for the chain's");
  const reader = contractReader(nodes, contractIndex);
  const view = openView(keyPair, network, { nodes, reader, config });
  const observer = new JobObserver({ metrics: metrics.jobs, tracer, tick: () => view.status().tick });
  const store = await openHubStore(config, { log, metrics, observer }, closers);
  const batchIndex = new BatchIndex();
  const signals = new RoleSignals().setMaxListeners(64);
  const receipts = new ReceiptBuilder(reader, store, new TickCalls(nodes, contractIndex), {
    id: network.id,
    contractIndex,
  });
  const reconciler = new Reconciler({
    ...{ nodes, contractIndex, store, index: batchIndex, receipts, log },
    onApplied: (applied) => signals.tellApplied(applied),
  });
  const bus = storeBus(store.pubSub, (error) => log.warn("a wake-up failed", { error: String(error) }));
  const bundles = openBundles({ config, network, store, view, nodes, log, metrics }, closers);
  const holder = config.databaseUrl ? `${hostname()}:${process.pid}:${randomUUID()}` : "embedded";
  if (config.databaseUrl) {
    const hub = identityFromPublicKey(keyPair.publicKey);
    const onError = (error: unknown) => log.warn("roles can't be told", { error: String(error) });
    closers.push(await signals.link(store, { hub, holder }, onError));
  }
  const blocks = await BlockList.open({
    ...{ store, bus, contact: config.moderation.contact },
    onError: (error) => log.warn("blocks could not be read", { error: String(error) }),
  });
  closers.push(() => blocks.close());
  const secrets = SecretBox.fromFile(config.secretsFile ?? join(config.dataDir, "secrets.key"));
  const stock = makeBlobs(store, config, metrics);
  const quarantine = new Quarantine(store, config.scanning);
  const models = new ModelService({ store, chain: view, config, blocks, blobs: stock.blobs, quarantine });
  await view.refresh().catch((error) => log.warn("no node answers yet", { error: String(error) }));
  return {
    ...{ blocks, ...stock, models, quarantine },
    ...{ egress: new EgressClient(config.egress), secrets },
    ...{ config, network, keyPair, holder, store, nodes, reader, view, batchIndex, reconciler, receipts },
    gateway: new ChainGateway(nodes, contractIndex),
    ...{ bundles, bus, signals, log, metrics, tracer, observer },
  };
}

function openView(
  keyPair: KeyPair,
  { tickMs }: NetworkDefinition,
  { nodes, reader, config }: Pick<HubParts, "nodes" | "reader" | "config">,
): HubChainView {
  const options = { listed: nodes.listed, tickMs, haltedAfterMs: config.chain.haltedAfterMs };
  return new HubChainView(reader, keyPair.publicKey, options, () => performance.now());
}

async function openHubStore(
  config: HubConfig,
  { log, metrics, observer }: Pick<HubParts, "log" | "metrics" | "observer">,
  closers: Closers,
): Promise<Store> {
  const opened = await openStore({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    redisUrl: config.redisUrl,
    blobs: config.blobs,
    onError: (error) => log.warn("background work failed; it is tried again", { error: error.message }),
    onEvents: (events) => observer.committed(events),
  });
  closers.push(() => opened.close());
  const store = { ...opened, leases: watchedLeases(opened.leases, metrics) };
  if (config.databaseUrl) closers.push(await hearOthers(store, observer));
  return store;
}

function openBundles(
  {
    config,
    network,
    store,
    view,
    nodes,
    log,
    metrics,
  }: Pick<HubParts, "config" | "network" | "store" | "view" | "nodes" | "log" | "metrics">,
  closers: Closers,
): Bundles {
  const clients = network.nodes.map(({ host, port }) => new TcpClient({ host, port }));
  closers.push(() => Promise.all(clients.map((client) => client.close())));
  const bundles = new Bundles(
    {
      ocMachines: config.roles.includes("worker") ? config.ocMachines : [],
      ocInterface: network.ocInterface,
      contractIndex: network.contract.index,
      rebuildAfterMs: config.chain.rebuildAfterMs,
    },
    bundlePorts(store, view, (batch) => log.debug("a bundle is here", { batch })),
    new ComputorLists(clients, publicKeyFromIdentity(network.arbitrator)),
    { tickTransactions: (tick) => nodes.first((client) => client.tickTransactions(tick)) },
    () => randomInt(2 ** 32) / 2 ** 32,
    log,
    metrics.bundles,
  );
  closers.push(() => bundles.close());
  return bundles;
}

function readNetwork(file: string): NetworkDefinition {
  const parsed = NetworkDefinition.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file} is no network definition.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
