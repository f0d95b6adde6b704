import { join } from "node:path";
import type { NetworkDefinition } from "@qubix/protocol";
import type { Ready } from "./child.ts";
import type { Children } from "./children.ts";
import { DEVNET_CONTRACT_CONFIG, DEVNET_TICK_MS, DEVNET_TICK_OFFSET } from "./devnet-config.ts";
import { freePort } from "./free-port.ts";
import type { Household } from "./household.ts";
import type { Observed } from "./observed.ts";
import { PROGRAMS } from "./programs.ts";

export interface RunningDevnet {
  network: NetworkDefinition;
  rpcUrl: string;
  /** Identity of the faucet, which holds the rest of the money. */
  faucet: string;
  /** Where the node dials its OC machine. */
  ocPort: number;
}

/** Where a node listens for other machines, too. */
export interface NodeListen {
  host: string;
  /** How the network's definition calls it: an address under which everybody reaches it. */
  named: string;
}

/** Starts the chain; it is kept below the network's folder. */
export async function startDevnet(
  children: Children,
  { folder, logs, genesis }: Household,
  pace = "auto",
  observed: Observed,
  listen?: NodeListen,
): Promise<RunningDevnet> {
  // Ports that stay: when it is started again everybody finds it where it was.
  const [ownTcpPort, ownRpcPort, ocPort] = [await freePort(), await freePort(), await freePort()];
  const { ready } = await children.start({
    name: "devnet",
    file: PROGRAMS.devnet,
    args: [
      ...["--tcp-port", String(ownTcpPort), "--rpc-port", String(ownRpcPort), "--state", join(folder, "chain")],
      ...["--pace", pace],
      ...(listen ? ["--host", listen.host] : []),
      ...["--oc-machine", `127.0.0.1:${ocPort}`],
      ...(await observed.flags("devnet")),
      ...genesis.flatMap(([identity, amount]) => ["--account", `${identity}=${amount}`]),
      ...Object.entries(DEVNET_CONTRACT_CONFIG).flatMap(([name, value]) => ["--config", `${name}=${value}`]),
    ],
    logFile: join(logs, "devnet.log"),
  });
  const { faucet } = ready as unknown as DevnetReady;
  const network = networkOfDevnet(listen ? { ...ready, host: listen.named } : ready);
  return { network, rpcUrl: network.rpc![0]!, faucet, ocPort };
}

/** The definition of the network that a devnet makes, from what it says when it is ready. */
export function networkOfDevnet(ready: Ready): NetworkDefinition {
  const { host, tcpPort, rpcPort, contractIndex, arbitrator } = ready as unknown as DevnetReady;
  return {
    id: "devnet",
    name: "Local network",
    nodes: [{ host, port: tcpPort }],
    rpc: [`http://${host}:${rpcPort}`],
    contract: { index: contractIndex, config: DEVNET_CONTRACT_CONFIG },
    ocInterface: 1,
    arbitrator,
    tickOffset: DEVNET_TICK_OFFSET,
    tickMs: DEVNET_TICK_MS,
  };
}

interface DevnetReady {
  host: string;
  tcpPort: number;
  rpcPort: number;
  contractIndex: number;
  arbitrator: string;
  faucet: string;
}
