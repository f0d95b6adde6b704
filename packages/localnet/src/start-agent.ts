import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MachineAsks } from "@qubix/protocol";
import type { Child } from "./child.ts";
import type { Children } from "./children.ts";
import type { ObserveSettings } from "./observed.ts";
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
  /** What the machine asks for its work, in QU. */
  asks?: MachineAsks | undefined;
  /** How long a metered run stands still at its limit, if not as long as agents let it. */
  topUpGraceSeconds?: number | undefined;
  /** Milliseconds between two looks at the chain, if not a third of the network's tick. */
  pollMs?: number;
  /** What it tells about itself, and to whom. */
  observe?: ObserveSettings | undefined;
}

/** Starts an agent; it is ready once the hub knows it. */
export async function startAgent(children: Children, plan: AgentPlan): Promise<Child> {
  const { dataDir, logs, name, networkFile, hubUrl, hotKeyFile, passphrase, slots, pollMs, asks, topUpGraceSeconds } =
    plan;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const config = {
    dataDir,
    network: networkFile,
    hub: hubUrl,
    hotKeyFile,
    slots,
    machine: name,
    ...(pollMs !== undefined && { pollMs }),
    ...(plan.observe && { observe: plan.observe }),
    ...(asks !== undefined && { asks }),
    ...(topUpGraceSeconds !== undefined && { topUpGraceSeconds }),
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
