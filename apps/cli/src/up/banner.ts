import type { Localnet } from "@qubix/localnet";
import { pairs, quText } from "../output/printer.ts";

/** What is told about a network that is up. */
export interface Up {
  localnet: Localnet;
  /** The account that commands use: profile, wallet, and its QU at the beginning. */
  account: { name: string; amount: bigint };
  /** Address of the web app; undefined when the hub serves none. */
  page: string | undefined;
  /** The same for other machines, where the hub listens for them. */
  pageForOthers: string | undefined;
  folder: string;
}

/** For programs. */
export function facts({ localnet, account, page, pageForOthers, folder }: Up) {
  const { network, networkFile, hub, rpcUrl, accounts, providers, logs } = localnet;
  const node = network.nodes[0]!;
  return {
    ready: true,
    page,
    pageForOthers,
    node: `${node.host}:${node.port}`,
    rpc: rpcUrl,
    hub: hub.url,
    contract: network.contract.index,
    wallet: { name: account.name, identity: accounts[account.name]!.identity },
    providers: providers.map(({ name, slot, owner }) => ({ name, slot, identity: owner.identity })),
    network: networkFile,
    logs,
    folder,
  };
}

/** How the command line is called: by its script in a checkout, by its name where it is installed. */
const QUBIX = process.env.npm_lifecycle_event === undefined ? "qubix" : "npm run qubix --";

/** For people. */
export function banner(up: Up): string {
  const { node, rpc, hub, contract, providers, logs, folder } = facts(up);
  const { name, amount } = up.account;
  const values = {
    "API reference": `${hub}/api/v1/docs`,
    node: `${node} (Qubic protocol), ${rpc} (HTTP)`,
    contract,
    providers: providers.map(({ name, slot }) => `${name} (slot ${slot})`).join(", ") || "none",
    wallet: `${name}, with ${quText(amount)} at the beginning`,
    profile: `${name}, in use from now on`,
    folder,
    logs,
  };
  return [
    "",
    "The network is up. Ctrl-C ends it.",
    "",
    ...pageLines(up),
    "",
    pairs(values),
    "",
    "In another terminal:",
    `  ${QUBIX} job list        what has run so far`,
    `  ${QUBIX} provider join   earn with this machine, too`,
    `  ${QUBIX} --help          what else there is`,
  ].join("\n");
}

function pageLines({ page, pageForOthers, localnet }: Up): string[] {
  if (page === undefined)
    return [`There is no web app in this build (\`npm run build\` makes it); the hub is at ${localnet.hub.url}`];
  const here = ["Open it in a browser:", "", `  ${page}`];
  if (pageForOthers === undefined) return here;
  return [
    ...here,
    `  ${pageForOthers}   from other machines`,
    "",
    "Other machines can look around there. To make a wallet, a browser wants https or this machine itself: on a phone,",
    "forward the port (`adb reverse tcp:8080 tcp:8080`), or put a proxy with TLS in front (deploy/proxy/nginx.conf).",
    "Whoever reaches the port may use this network. Its QU are worth nothing.",
  ];
}
