import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { HubClient } from "@qubix/client";
import { Health } from "@qubix/observe";
import { NetworkDefinition } from "@qubix/protocol";
import { Agent } from "./agent.ts";
import { AttemptRegistry } from "./attempts/attempt-registry.ts";
import { BlobCache } from "./attempts/blob-cache.ts";
import { Journal } from "./attempts/journal.ts";
import { Slots } from "./attempts/slots.ts";
import { ChainReader } from "./chain/chain-reader.ts";
import { ChainWatch } from "./chain/chain-watch.ts";
import { AuthorizationVerifier } from "./chain/verify-authorization.ts";
import type { AgentConfig } from "./config/agent-config.ts";
import { readHotKey } from "./config/read-hot-key.ts";
import { ContractCalls } from "./delivery/contract-calls.ts";
import { Deliverer } from "./delivery/deliverer.ts";
import { ResultSender } from "./delivery/result-sender.ts";
import type { Executor } from "./executors/executor.ts";
import { createOnnxExecutor } from "./executors/onnx/onnx-executor.ts";
import { createWasmExecutor } from "./executors/wasm/wasm-executor.ts";
import { lockDataDirectory } from "./lock-data-directory.ts";
import { describeMachine } from "./machine/describe-machine.ts";
import { AttemptObserver } from "./observe/attempt-observer.ts";
import { traceHeaders } from "./observe/attempt-scope.ts";
import type { AgentObserving } from "./observe/observe-agent.ts";
import { HeartbeatLoop } from "./offers/heartbeat-loop.ts";
import { OfferLoop } from "./offers/offer-loop.ts";
import { sayHello } from "./offers/say-hello.ts";
import type { Services } from "./services.ts";

/** A running agent. */
export interface RunningAgent {
  provider: number;
  machine: string;
  identity: string;
  /** Base address of metrics and health; undefined where the configuration names none. */
  metricsUrl: string | undefined;
  /** Takes no new work; resolves when nothing is left. */
  drain(): Promise<void>;
  /** Ends at once; what was going on goes on at the next start. */
  stop(): Promise<void>;
}

/** The executors of this machine. Children may read the fetched blobs, nothing else. */
export function standardExecutors(config: AgentConfig): Executor[] {
  const options = { dataDirectory: join(config.dataDir, "blobs"), idleChildren: placesOf(config) };
  return [createWasmExecutor(options), createOnnxExecutor(options)];
}

/** Runs at once: more than the cores can do would only make each slower, whatever number of attempts is taken on. */
function placesOf({ slots }: AgentConfig): number {
  return Math.min(slots, 2 * availableParallelism());
}

/** Starts an agent: finds its provider on the chain, says hello to the hub, goes on with what an earlier process left,
 * and works until it is stopped. @throws Error that says what is missing */
export async function startAgent(
  config: AgentConfig,
  observing: AgentObserving,
  executors = standardExecutors(config),
): Promise<RunningAgent> {
  const { log, metrics, tracer } = observing;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataDirectory(config.dataDir);
  const network = NetworkDefinition.parse(JSON.parse(readFileSync(config.network, "utf8")));
  const keyPair = await readHotKey(config);
  const chain = new ChainReader(network);
  const found = await chain.provider(keyPair.publicKey);
  if (!found.found)
    throw new Error(
      `${keyPair.identity} is no provider's hot key on ${network.id}. Register it first: qubix provider start.`,
    );
  const machine = describeMachine(config, executors);
  const hub = new HubClient({ url: config.hub, network: network.id, keyPair, headers: traceHeaders });
  const pollMs = config.pollMs ?? Math.max(20, Math.round(network.tickMs / 3));
  const watch = new ChainWatch(chain, pollMs, log);
  const services: Services = {
    config: {
      ...config,
      pollMs,
      tickOffset: network.tickOffset,
      contractIndex: network.contract.index,
    },
    keyPair,
    provider: { slot: found.provider, owner: found.record.owner, minPrice: found.record.minPrice },
    machine: machine.id,
    hub,
    chain,
    watch,
    results: new ResultSender(hub),
    authorizations: new AuthorizationVerifier(chain),
    executors: new Map(executors.map((executor) => [executor.kind, executor])),
    journal: new Journal(config.dataDir),
    attempts: new AttemptRegistry(),
    slots: new Slots(placesOf(config)),
    capacity: config.slots,
    blobs: new BlobCache(config.dataDir, config.cacheMiB),
    log,
    metrics,
    observer: new AttemptObserver(metrics, tracer),
  };
  const welcome = await sayHello(services, machine);

  const calls = new ContractCalls(services);
  await calls.checkFloat();
  const agent = new Agent(services, calls);
  const deliverer = new Deliverer(services, calls, (attempt, how, reason) => agent.end(attempt, how, reason));
  agent.attach(deliverer);
  for (const record of services.journal.load((file) =>
    log.error("a journal file can't be read; it is left alone", { file }),
  ))
    agent.resume(record);
  const heartbeats = new HeartbeatLoop(services, machine, welcome, () => agent.accepting);
  const offers = new OfferLoop(services, welcome.cursor, (offer) => agent.take(offer));
  const metricsUrl = await observing.listen(new Health({ hub: () => heartbeats.trouble }), () => {
    metrics.live(services.attempts.all().map(({ phase }) => phase));
    metrics.slots(services.slots.total, services.slots.free, services.slots.waiting);
  });
  watch.start(
    () => agent.live > 0,
    (news) => deliverer.turn(news),
  );
  heartbeats.start();
  offers.start();

  const stop = async () => {
    offers.stop();
    watch.stop();
    await agent.close();
    heartbeats.stop();
    await Promise.all(executors.map((executor) => executor.close()));
    await chain.close();
    await observing.close();
    unlock();
  };
  const drain = async () => {
    agent.drain();
    offers.stop();
    while (agent.live > 0) await new Promise((resolve) => setTimeout(resolve, 200));
    await stop();
  };
  return { metricsUrl, provider: found.provider, machine: machine.id, identity: keyPair.identity, drain, stop };
}
