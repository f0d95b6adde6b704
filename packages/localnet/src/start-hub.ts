import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Children } from "./children.ts";
import { DEVNET_TICK_OFFSET } from "./devnet-config.ts";
import { PROGRAMS } from "./programs.ts";

/** How soon a hub notices that a machine is gone, in milliseconds. */
export interface HubTimes {
  heartbeatMs: number;
  lostAfterMs: number;
}

/** A dead agent is noticed after four seconds; sooner would hit live ones on a busy machine. */
const LOCAL_TIMES: HubTimes = { heartbeatMs: 500, lostAfterMs: 4_000 };

/** Ticks come every few milliseconds while there is work: a lease of some seconds is many of them. */
const LEASE_TICKS = 2_000;

interface HubPlan {
  folder: string;
  logs: string;
  networkFile: string;
  /** File with the seed of the hub's hot key. */
  hotKeyFile: string;
  port: number;
  /** Address where the OC machine hands out bundles. */
  bundlesUrl: string;
  times?: HubTimes | undefined;
}

/** Starts a hub with an embedded database below the network's folder. */
export async function startHub(children: Children, plan: HubPlan): Promise<void> {
  const { folder, logs, networkFile, hotKeyFile, port, bundlesUrl, times = LOCAL_TIMES } = plan;
  const dataDir = join(folder, "hub");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const config = {
    dataDir,
    network: networkFile,
    hotKeyFile,
    listen: { port },
    ocMachines: [bundlesUrl],
    leases: { ...times, leaseTicks: LEASE_TICKS },
    chain: { pollMs: 50, tickOffset: DEVNET_TICK_OFFSET },
  };
  const configFile = join(dataDir, "config.json");
  writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  await children.start({
    name: "hub",
    file: PROGRAMS.hub,
    args: ["--config", configFile],
    logFile: join(logs, "hub.log"),
  });
}
