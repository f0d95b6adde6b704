import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ContractCaller, registerHub, registerProvider } from "@qubix/client";
import type { NetworkDefinition } from "@qubix/protocol";
import { TcpClient } from "@qubix/qubic";
import type { Account } from "./account.ts";
import { Children } from "./children.ts";
import { type Household, HUB_BOND, openHousehold } from "./household.ts";
import type { Localnet, LocalProvider } from "./localnet.ts";
import type { LocalnetOptions } from "./localnet-options.ts";
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
  let node: TcpClient | undefined;
  const stop = async () => {
    await node?.close();
    await children.stop();
  };
  // What is awaited then fails, since the programs are gone, and the way out below is taken.
  options.signal?.addEventListener("abort", () => void stop(), { once: true });
  try {
    options.signal?.throwIfAborted();
    const devnet = await startDevnet(children, household, options.pace);
    node = new TcpClient(devnet.network.nodes[0]!);
    const funded = [...household.balances.map(([{ identity }]) => identity), devnet.faucet];
    await options.onGenesis?.({ node, network: devnet.network, funded });
    const { callerOf, ...rest } = await startMarket({ household, children, node, devnet, options });
    const { logs, people } = household;
    return { ...rest, callerOf, logs, rpcUrl: devnet.rpcUrl, accounts: people, funded, node, children, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Market {
  household: Household;
  children: Children;
  node: TcpClient;
  devnet: { network: NetworkDefinition; ocPort: number };
  options: LocalnetOptions;
}

/** On a running chain: registers hub and providers, and starts their programs. */
async function startMarket({ household, children, node, devnet, options }: Market) {
  const { onProgress = () => {}, hubTimes } = options;
  const { folder, logs, hubOwner, hubHot } = household;
  const { network } = devnet;
  const { host, port } = network.nodes[0]!;
  onProgress(`A chain of 676 computors is up at ${host}:${port}; contract ${network.contract.index}.`);
  const networkFile = join(folder, "network.json");
  writeNetwork(networkFile, network);
  const callerOf = ({ keyPair }: Account): ContractCaller => {
    const { contract, tickOffset } = network;
    return { node, contractIndex: contract.index, keyPair, tickOffset };
  };

  const hubTerms = { hot: hubHot.keyPair.publicKey, bond: HUB_BOND, minFee: HUB_MIN_FEE };
  const [hubSlot, bundlesUrl] = await Promise.all([
    registerHub(callerOf(hubOwner), hubTerms),
    startOcMachine(children, { logs, network, port: devnet.ocPort }),
  ]);
  onProgress(`The hub is registered under slot ${hubSlot}, with a bond of ${HUB_BOND} QU.`);
  const hubPlan = { folder, logs, networkFile, hotKeyFile: household.seedFile("hub-hot"), bundlesUrl, times: hubTimes };
  const [hubUrl, slots] = await Promise.all([
    startHub(children, hubPlan),
    registerProviders(household, callerOf, hubSlot, onProgress),
  ]);
  onProgress(`The hub listens at ${hubUrl}.`);
  const definition = { ...network, hubs: [hubUrl] };
  writeNetwork(networkFile, definition);

  const providers = await Promise.all(
    household.providers.map(async ({ plan, owner, hot }, i): Promise<LocalProvider> => {
      const { name, capacity, withoutAgent } = plan;
      const hotKeyFile = household.seedFile(`${name}-hot`);
      const agentPlan = {
        dataDir: join(folder, "agents", name),
        logs,
        name,
        networkFile,
        hubUrl,
        hotKeyFile,
        slots: capacity,
        pollMs: POLL_MS,
      };
      const agent = withoutAgent ? undefined : await startAgent(children, agentPlan);
      if (agent) onProgress(`The agent of provider ${name} is ready.`);
      return { name, slot: slots[i]!, owner, hot, hotKeyFile, agent };
    }),
  );
  return {
    network: definition,
    networkFile,
    hub: { url: hubUrl, slot: hubSlot, owner: hubOwner },
    providers,
    callerOf,
  };
}

/** Registers all providers at once; returns their slots. */
function registerProviders(
  { providers }: Household,
  callerOf: (account: Account) => ContractCaller,
  hub: number,
  onProgress: (what: string) => void,
): Promise<number[]> {
  return Promise.all(
    providers.map(async ({ plan, owner, hot }) => {
      const { name, stake, minPrice, capacity } = plan;
      const keys = { hot: hot.keyPair.publicKey, payout: owner.keyPair.publicKey };
      const slot = await registerProvider(callerOf(owner), { ...keys, stake, minPrice, capacity, hubs: [hub] });
      onProgress(`Provider ${name} is registered under slot ${slot}, with a stake of ${stake} QU.`);
      return slot;
    }),
  );
}

function writeNetwork(file: string, network: NetworkDefinition): void {
  writeFileSync(file, `${JSON.stringify(network, null, 2)}\n`);
}
