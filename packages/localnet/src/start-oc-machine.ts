import { join } from "node:path";
import type { NetworkDefinition } from "@qubix/protocol";
import { publicKeyFromIdentity } from "@qubix/qubic";
import type { Children } from "./children.ts";
import { PROGRAMS } from "./programs.ts";

/** Starts an OC machine that the devnet dials on `port`, and where hubs subscribe on `hubsPort`. */
export async function startOcMachine(
  children: Children,
  { logs, network, port, hubsPort }: { logs: string; network: NetworkDefinition; port: number; hubsPort: number },
): Promise<void> {
  const node = network.nodes[0]!;
  const arbitrator = Buffer.from(publicKeyFromIdentity(network.arbitrator)).toString("hex");
  await children.start({
    name: "oc-machine",
    file: PROGRAMS.ocMachine,
    args: [
      ...["--node", `${node.host}:${node.port}`, "--arbitrator", arbitrator],
      ...["--listen", `127.0.0.1:${port}`, "--hubs", `127.0.0.1:${hubsPort}`],
    ],
    logFile: join(logs, "oc-machine.log"),
  });
}
