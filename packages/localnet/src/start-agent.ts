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
  passphraseFile?: string;
  /** Attempts side by side. */
  slots: number;
}

/** Milliseconds between two looks at a local chain. */
const POLL_MS = 50;

/** Starts an agent; it is ready once the hub knows it. */
export async function startAgent(children: Children, plan: AgentPlan): Promise<Child> {
  const { dataDir, logs, name, networkFile, hubUrl, hotKeyFile, passphraseFile, slots } = plan;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const config = {
    dataDir,
    network: networkFile,
    hub: hubUrl,
    hotKeyFile,
    ...(passphraseFile && { passphraseFile }),
    slots,
    machine: name,
    pollMs: POLL_MS,
  };
  const configFile = join(dataDir, "config.json");
  writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  const { child } = await children.start({
    name: `agent ${name}`,
    file: PROGRAMS.agent,
    args: ["--config", configFile],
    logFile: join(logs, `agent-${name}.log`),
  });
  return child;
}
