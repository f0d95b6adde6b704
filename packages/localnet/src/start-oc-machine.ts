import { join } from "node:path";
import type { NetworkDefinition } from "@qubix/protocol";
import { publicKeyFromIdentity } from "@qubix/qubic";
import type { Children } from "./children.ts";
import type { Observed } from "./observed.ts";
import { PROGRAMS } from "./programs.ts";

/** Starts an OC machine that the devnet dials on `port`, and where hubs subscribe on `hubsPort`. */
export async function startOcMachine(
  children: Children,
  plan: { logs: string; network: NetworkDefinition; port: number; hubsPort: number; observed: Observed },
): Promise<void> {
  const { logs, network, port, hubsPort, observed } = plan;
  const node = network.nodes[0]!;
  const arbitrator = Buffer.from(publicKeyFromIdentity(network.arbitrator)).toString("hex");
  await children.start({
    name: "oc-machine",
    file: PROGRAMS.ocMachine,
    args: [
      ...["--node", `${node.host}:${node.port}`, "--arbitrator", arbitrator],
      ...["--listen", `127.0.0.1:${port}`, "--hubs", `127.0.0.1:${hubsPort}`],
      ...(await observed.flags("oc-machine")),
    ],
    logFile: join(logs, "oc-machine.log"),
  });
}
