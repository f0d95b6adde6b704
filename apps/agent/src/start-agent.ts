import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { HubClient } from "@qubix/client";
import { NetworkDefinition } from "@qubix/protocol";
import type { Logger } from "winston";
import { Agent } from "./agent.ts";
import { AttemptRegistry } from "./attempts/attempt-registry.ts";
import { BlobCache } from "./attempts/blob-cache.ts";
import { Journal } from "./attempts/journal.ts";
import { Slots } from "./attempts/slots.ts";
import { ChainReader } from "./chain/chain-reader.ts";
import { AuthorizationVerifier } from "./chain/verify-authorization.ts";
import type { AgentConfig } from "./config/agent-config.ts";
import { readHotKey } from "./config/read-hot-key.ts";
import { ContractCalls } from "./delivery/contract-calls.ts";
import { Deliverer } from "./delivery/deliverer.ts";
import type { Executor } from "./executors/executor.ts";
import { createOnnxExecutor } from "./executors/onnx/onnx-executor.ts";
import { createWasmExecutor } from "./executors/wasm/wasm-executor.ts";
import { lockDataDirectory } from "./lock-data-directory.ts";
import { describeMachine } from "./machine/describe-machine.ts";
import { HeartbeatLoop } from "./offers/heartbeat-loop.ts";
import { OfferLoop } from "./offers/offer-loop.ts";
import { sayHello } from "./offers/say-hello.ts";
import type { Services } from "./services.ts";

/** A running agent. */
export interface RunningAgent {
  provider: number;
  machine: string;
  identity: string;
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
  log: Logger,
  executors = standardExecutors(config),
): Promise<RunningAgent> {
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
  const hub = new HubClient({ url: config.hub, network: network.id, keyPair });
  const services: Services = {
    config: {
      ...config,
      pollMs: config.pollMs ?? Math.max(20, Math.round(network.tickMs / 3)),
      tickOffset: network.tickOffset,
      contractIndex: network.contract.index,
    },
    keyPair,
    provider: { slot: found.provider, owner: found.record.owner },
    machine: machine.id,
    hub,
    chain,
    authorizations: new AuthorizationVerifier(chain),
    executors: new Map(executors.map((executor) => [executor.kind, executor])),
    journal: new Journal(config.dataDir),
    attempts: new AttemptRegistry(),
    slots: new Slots(placesOf(config)),
    capacity: config.slots,
    blobs: new BlobCache(config.dataDir, config.cacheMiB),
    log,
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
  const heartbeats = new HeartbeatLoop(services, machine, welcome.heartbeatMs, () => agent.accepting);
  const offers = new OfferLoop(services, welcome.cursor, (offer) => agent.take(offer));
  deliverer.start();
  heartbeats.start();
  offers.start();

  const stop = async () => {
    offers.stop();
    deliverer.stop();
    await agent.close();
    heartbeats.stop();
    await Promise.all(executors.map((executor) => executor.close()));
    await chain.close();
    unlock();
  };
  const drain = async () => {
    agent.drain();
    offers.stop();
    while (agent.live > 0) await new Promise((resolve) => setTimeout(resolve, 200));
    await stop();
  };
  return { provider: found.provider, machine: machine.id, identity: keyPair.identity, drain, stop };
}
