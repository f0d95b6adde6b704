import { join } from "node:path";
import type { NetworkDefinition } from "@qubix/protocol";
import type { Children } from "./children.ts";
import { DEVNET_CONTRACT_CONFIG, DEVNET_TICK_MS, DEVNET_TICK_OFFSET } from "./devnet-config.ts";
import { freePort } from "./free-port.ts";
import type { Household } from "./household.ts";
import { PROGRAMS } from "./programs.ts";

export interface RunningDevnet {
  network: NetworkDefinition;
  rpcUrl: string;
  /** Identity of the faucet, which holds the rest of the money. */
  faucet: string;
  /** Where the node dials its OC machine. */
  ocPort: number;
}

/** Starts the chain; it is kept below the network's folder. */
export async function startDevnet(
  children: Children,
  { folder, logs, balances }: Household,
  pace = "auto",
): Promise<RunningDevnet> {
  // Ports that stay: when it is started again everybody finds it where it was.
  const [ownTcpPort, ownRpcPort, ocPort] = [await freePort(), await freePort(), await freePort()];
  const { ready } = await children.start({
    name: "devnet",
    file: PROGRAMS.devnet,
    args: [
      ...["--tcp-port", String(ownTcpPort), "--rpc-port", String(ownRpcPort), "--state", join(folder, "chain")],
      ...["--pace", pace],
      ...["--oc-machine", `127.0.0.1:${ocPort}`],
      ...balances.flatMap(([{ identity }, amount]) => ["--account", `${identity}=${amount}`]),
      ...Object.entries(DEVNET_CONTRACT_CONFIG).flatMap(([name, value]) => ["--config", `${name}=${value}`]),
    ],
    logFile: join(logs, "devnet.log"),
  });
  const { host, tcpPort, rpcPort, contractIndex, arbitrator, faucet } = ready as unknown as DevnetReady;
  const rpcUrl = `http://${host}:${rpcPort}`;
  const network: NetworkDefinition = {
    id: "devnet",
    name: "Local network",
    nodes: [{ host, port: tcpPort }],
    rpc: [rpcUrl],
    contract: { index: contractIndex, config: DEVNET_CONTRACT_CONFIG },
    ocInterface: 1,
    arbitrator,
    tickOffset: DEVNET_TICK_OFFSET,
    tickMs: DEVNET_TICK_MS,
  };
  return { network, rpcUrl, faucet, ocPort };
}

interface DevnetReady {
  host: string;
  tcpPort: number;
  rpcPort: number;
  contractIndex: number;
  arbitrator: string;
  faucet: string;
}
