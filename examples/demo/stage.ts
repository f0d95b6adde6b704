import { fileURLToPath } from "node:url";
import { HubClient, type PublishedModel, publishModel, type Submitter } from "@qubix/client";
import { readModelFiles } from "@qubix/client/node";
import { contractReader } from "@qubix/contract";
import { type Account, type Localnet, type LocalProvider, startLocalnet } from "@qubix/localnet";
import { identityFromPublicKey, type KeyPair } from "@qubix/qubic";
import { type MoneySnapshot, takeSnapshot } from "./conservation.ts";
import type { Narrator } from "./narrator.ts";
import { grouped } from "./text-table.ts";

/** Who plays: three requesters, the creator of the model, and the providers. */
const ACCOUNTS = { rita: 10_000_000n, vera: 10_000_000n, felix: 10_000_000n, carl: 10_000_000n };
const STAKE = 5_000_000n;
const PRICES = { anna: 400n, boris: 420n, clara: 440n, dora: 460n };
const ROYALTY = 250n;
const MANIFEST = fileURLToPath(new URL("../digits/manifest.json", import.meta.url));
const LIAR = fileURLToPath(new URL("../liar/main.ts", import.meta.url));

/** What the three jobs are played on. */
export interface Stage {
  localnet: Localnet;
  narrator: Narrator;
  model: PublishedModel;
  /** Where all the money was before anybody did anything. */
  start: MoneySnapshot;
  /** Every identity that can have money. */
  identities: string[];
  provider(name: string): LocalProvider;
  account(name: keyof typeof ACCOUNTS): Account;
  /** Submits in the name of an account. */
  submitterOf(account: Account): Submitter & { keyPair: KeyPair };
}

/** Starts the network with everybody on it. */
export async function setStage(folder: string, narrator: Narrator, signal: AbortSignal): Promise<Stage> {
  let start: MoneySnapshot | undefined;
  let identities: string[] = [];
  const honest = Object.entries(PRICES).map(([name, minPrice]) => ({ name, stake: STAKE, minPrice, capacity: 2 }));
  const liar = { name: "liam", stake: STAKE, minPrice: 400n, capacity: 1, withoutAgent: true };
  const localnet = await startLocalnet({
    folder,
    accounts: ACCOUNTS,
    providers: [...honest, liar],
    signal,
    onProgress: (what) => narrator.say("network", what),
    async onGenesis({ node, network, funded }) {
      const computors = (await node.computors()).publicKeys.map(identityFromPublicKey);
      identities = [...funded, ...computors];
      start = await takeSnapshot(node, contractReader(node, network.contract.index), identities);
      narrator.say("network", `${grouped(start.supply)} QU exist, on ${identities.length} accounts.`);
    },
  });
  await startLiar(localnet);
  narrator.say("network", "Provider liam's machine is ready too. It is not what it says.");
  const submitterOf = ({ keyPair }: Account): Submitter & { keyPair: KeyPair } => {
    const { network, node, hub } = localnet;
    const client = new HubClient({ url: hub.url, network: network.id, keyPair });
    return { hub: client, node, contractIndex: network.contract.index, tickOffset: network.tickOffset, keyPair };
  };
  const account = (name: keyof typeof ACCOUNTS) => localnet.accounts[name]!;
  const provider = (name: string) => localnet.providers.find((one) => one.name === name)!;
  const carl = account("carl");
  const files = await readModelFiles(MANIFEST);
  const model = await publishModel(submitterOf(carl).hub, localnet.callerOf(carl), files, ROYALTY);
  const { namespace, name } = model.document;
  narrator.say("network", `carl published the model ${namespace}/${name} for a royalty of ${ROYALTY} QU per job.`);
  return { localnet, narrator, model, start: start!, identities, provider, account, submitterOf };
}

async function startLiar({ network, hub, providers, children, logs }: Localnet): Promise<void> {
  const { hotKeyFile } = providers.find(({ name }) => name === "liam")!;
  const { host, port } = network.nodes[0]!;
  await children.start({
    name: "agent liam",
    file: LIAR,
    args: [
      ...["--hub", hub.url, "--node", `${host}:${port}`, "--contract", String(network.contract.index)],
      ...["--network", network.id, "--offset", String(network.tickOffset), "--seed-file", hotKeyFile],
    ],
    logFile: `${logs}/agent-liam.log`,
  });
}
