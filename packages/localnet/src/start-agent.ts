import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Child } from "./child.ts";
import type { Children } from "./children.ts";
import { PROGRAMS } from "./programs.ts";

/** A machine that works for a provider. */
export interface AgentPlan {
  /** Folder for its journal and caches. */
  dataDir: string;
  logs: string;
  name: string;
  networkFile: string;
  hubUrl: string;
  /** File with the provider's hot key: a keystore, or the plain seed on a local network. */
  hotKeyFile: string;
  /** Opens the keystore; handed over in the environment, never written down. */
  passphrase?: string;
  /** Attempts side by side. */
  slots: number;
  /** Milliseconds between two looks at the chain, if not a third of the network's tick. */
  pollMs?: number;
}

/** Starts an agent; it is ready once the hub knows it. */
export async function startAgent(children: Children, plan: AgentPlan): Promise<Child> {
  const { dataDir, logs, name, networkFile, hubUrl, hotKeyFile, passphrase, slots, pollMs } = plan;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const config = {
    dataDir,
    network: networkFile,
    hub: hubUrl,
    hotKeyFile,
    slots,
    machine: name,
    ...(pollMs !== undefined && { pollMs }),
  };
  const configFile = join(dataDir, "config.json");
  writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  const { child } = await children.start({
    name: `agent ${name}`,
    file: PROGRAMS.agent,
    args: ["--config", configFile],
    logFile: join(logs, `agent-${name}.log`),
    ...(passphrase !== undefined && { env: { QUBIX_PASSPHRASE: passphrase } }),
  });
  return child;
}
