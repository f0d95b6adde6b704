import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { type MachineDescription, OLDEST_PROTOCOL, PROTOCOL_VERSION } from "@qubix/protocol";
import type { AgentConfig } from "../config/agent-config.ts";
import type { Executor } from "../executors/executor.ts";
import { onnxRuntimeDigest } from "../executors/onnx/onnx-runtime.ts";
import { VERSION } from "../version.ts";

/** What this machine tells the hub about itself. */
export function describeMachine(config: AgentConfig, executors: readonly Executor[]): MachineDescription {
  const kinds = executors.map(({ kind }) => kind);
  return {
    id: config.machine ?? machineId(config.dataDir),
    cores: availableParallelism(),
    memoryMiB: Math.floor(totalmem() / 2 ** 20),
    kinds,
    runtimes: kinds.includes("onnx") ? [onnxRuntimeDigest()] : [],
    slots: config.slots,
    ...(config.region !== undefined && { region: config.region }),
    ...(config.asks !== undefined && { asks: config.asks }),
    version: VERSION,
    protocol: PROTOCOL_VERSION,
    oldestProtocol: OLDEST_PROTOCOL,
  };
}

function machineId(dataDir: string): string {
  const file = join(dataDir, "machine-id");
  if (!existsSync(file)) writeFileSync(file, `machine-${randomBytes(6).toString("hex")}\n`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
