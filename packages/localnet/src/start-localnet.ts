import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ContractCaller, registerHub, registerProvider } from "@qubix/client";
import type { NetworkDefinition } from "@qubix/protocol";
import { TcpClient } from "@qubix/qubic";
import { type Account, accountInFile } from "./account.ts";
import type { Balancer } from "./balancer.ts";
import { Children } from "./children.ts";
import { freePort } from "./free-port.ts";
import { fundNewcomers } from "./fund-newcomers.ts";
import { type Household, HUB_BOND, openHousehold } from "./household.ts";
import type { Localnet, LocalProvider } from "./localnet.ts";
import type { LocalnetOptions } from "./localnet-options.ts";
import { Observed } from "./observed.ts";
import { startAgent } from "./start-agent.ts";
import { startDevnet } from "./start-devnet.ts";
import { startHub } from "./start-hub.ts";
import { startOcMachine } from "./start-oc-machine.ts";

/** Milliseconds between two looks of an agent at the local chain. */
const POLL_MS = 50;
/** Least fee of the local hub for a job, in QU. */
const HUB_MIN_FEE = 100n;

/**
 * Starts a whole network as child processes: a devnet, an OC machine, a hub and agents, with everybody registered on the
 * chain. Whatever fails, nothing is left running.
 * @throws LocalnetError, and what the registrations throw
 */
export async function startLocalnet(options: LocalnetOptions): Promise<Localnet> {
  const household = openHousehold(options);
  const children = new Children();
  const observed = new Observed(options.observed);
  let node: TcpClient | undefined;
  let balancer: Balancer | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      await node?.close();
      await children.stop();
      await balancer?.close();
    })();
    return stopping;
  };
  // What is awaited then fails, since the programs are gone, and the way out below is taken.
  options.signal?.addEventListener("abort", () => void stop(), { once: true });
  try {
    options.signal?.throwIfAborted();
    const devnet = await startDevnet(children, household, options.pace, observed, options.nodeListen);
    node = new TcpClient(devnet.network.nodes[0]!);
    const funded = [...household.balances.map(([{ identity }]) => identity), devnet.faucet];
    await options.onGenesis?.({ node, network: devnet.network, funded });
    await fundNewcomers(household, { node, rpcUrl: devnet.rpcUrl });
    const onBalancer = (one: Balancer) => {
      balancer = one;
    };
    const { callerOf, ...rest } = await startMarket({
      household,
      children,
      node,
      devnet,
      options,
      observed,
      onBalancer,
    });
    const { logs, people: accounts, seedFile } = household;
    const account = (name: string) => accountInFile(seedFile(name));
    const { rpcUrl } = devnet;
    const metrics = observed.urls;
    return { ...rest, metrics, callerOf, logs, rpcUrl, accounts, account, funded, node, children, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Market {
  household: Household;
  children: Children;
  node: TcpClient;
  devnet: { network: NetworkDefinition; rpcUrl: string; ocPort: number };
  options: LocalnetOptions;
  observed: Observed;
  onBalancer(balancer: Balancer): void;
}

/**
 * On a running chain: registers hub and providers, and starts their programs. Most of it at once: the programs wait for
 * one another, at ports that are chosen beforehand and stay the same when one is started again.
 */
async function startMarket({ household, children, node, devnet, options, observed, onBalancer }: Market) {
  const { onProgress = () => {}, hubTimes: times, hubServices: services, hubProcesses: processes } = options;
  const { folder, logs, hubOwner, hubHot } = household;
  const { host, port: nodePort } = devnet.network.nodes[0]!;
  onProgress(`A chain of 676 computors is up at ${host}:${nodePort}; contract ${devnet.network.contract.index}.`);
  const listen = options.hubListen ?? { port: await freePort() };
  const hubsPort = await freePort();
  const hubHost = listen.host === undefined || listen.host === "0.0.0.0" ? "127.0.0.1" : listen.host;
  const hubUrl = `http://${hubHost}:${listen.port}`;
  const bundlesUrl = `ws://127.0.0.1:${hubsPort}/v1/bundles`;
  const network = { ...devnet.network, hubs: [listen.publicOrigin ?? hubUrl] };
  const networkFile = join(folder, "network.json");
  writeFileSync(networkFile, `${JSON.stringify(network, null, 2)}\n`);
  const callerOf = ({ keyPair }: Account): ContractCaller => {
    const { contract, tickOffset } = network;
    return { node, contractIndex: contract.index, keyPair, tickOffset };
  };

  const market = { household, children, callerOf, networkFile, hubUrl, observed, onProgress };
  const hotKeyFile = household.seedFile("hub-hot");
  const hubPlan = {
    folder,
    logs,
    networkFile,
    hotKeyFile,
    listen,
    bundlesUrl,
    faucetUrl: devnet.rpcUrl,
    times,
    services,
    observed,
    processes,
  };
  const starting = Promise.all([
    startOcMachine(children, { logs, network, port: devnet.ocPort, hubsPort, observed }),
    startHub(children, hubPlan).then((one) => {
      if (one) onBalancer(one);
      onProgress(`The hub listens at ${hubUrl}.`);
    }),
  ]);
  const registering = async () => {
    const hubTerms = { hot: hubHot.keyPair.publicKey, bond: HUB_BOND, minFee: HUB_MIN_FEE };
    const slot = await registerHub(callerOf(hubOwner), hubTerms);
    onProgress(`The hub is registered under slot ${slot}, with a bond of ${HUB_BOND} QU.`);
    return { slot, providers: await startProviders(market, slot) };
  };
  const [{ slot, providers }] = await Promise.all([registering(), starting]);
  return { network, networkFile, hub: { url: hubUrl, slot, owner: hubOwner }, providers, callerOf };
}

interface ProviderStart {
  household: Household;
  children: Children;
  callerOf(account: Account): ContractCaller;
  networkFile: string;
  hubUrl: string;
  observed: Observed;
  onProgress(what: string): void;
}

/** Registers all providers at once, and starts the agent of each. */
function startProviders(start: ProviderStart, hub: number): Promise<LocalProvider[]> {
  const { household, children, callerOf, networkFile, hubUrl, observed, onProgress } = start;
  const { folder, logs } = household;
  return Promise.all(
    household.providers.map(async ({ plan, owner, hot }) => {
      const { name, stake, minPrice, capacity, withoutAgent, asks, topUpGraceSeconds } = plan;
      const keys = { hot: hot.keyPair.publicKey, payout: owner.keyPair.publicKey };
      const slot = await registerProvider(callerOf(owner), { ...keys, stake, minPrice, capacity, hubs: [hub] });
      onProgress(`Provider ${name} is registered under slot ${slot}, with a stake of ${stake} QU.`);
      const hotKeyFile = household.seedFile(`${name}-hot`);
      const dataDir = join(folder, "agents", name);
      const observe = withoutAgent ? undefined : await observed.settings(`agent ${name}`);
      const where = { dataDir, logs, networkFile, hubUrl, hotKeyFile, observe };
      const agentPlan = { ...where, name, slots: capacity, pollMs: POLL_MS, asks, topUpGraceSeconds };
      const agent = withoutAgent ? undefined : await startAgent(children, agentPlan);
      if (agent) onProgress(`The agent of provider ${name} is ready.`);
      return { name, slot, owner, hot, hotKeyFile, agent };
    }),
  );
}
