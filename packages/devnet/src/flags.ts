import { parseArgs } from "node:util";
import type { ObserveConfig } from "@qubix/observe";
import { DevnetError } from "./devnet-error.ts";
import type { DevnetOptions } from "./devnet-options.ts";
import type { TickPace } from "./ticks/tick-clock.ts";

export const HELP = `A local Qubic network: one process, 676 computors, real wire protocol.

  --tcp-port N          node protocol (default 21841; 0 takes any free port)
  --rpc-port N          HTTP RPC (default 41841; 0 takes any free port)
  --host ADDRESS        address to listen on (default 127.0.0.1)
  --pace PACE           auto (default: ticks as soon as there is work, else every 400 ms),
                        manual (POST /devnet/v1/tick), or milliseconds between ticks
  --state DIR           keep the chain there across restarts (default: in memory)
  --seed TEXT           all keys of the network follow from it (default: devnet)
  --account ID=AMOUNT   fund an identity at genesis with so many QU; may be repeated
  --contract FILE       compiled contract (default: contracts/dist/Qubix.wasm)
  --no-contract         a chain without a contract
  --config NAME=VALUE   a value of the contract's configuration; may be repeated
  --oc-machine H:P      push authorized invocations to this OC machine; may be repeated
  --silent-computors N  so many of the 676 computors never sign (226 stop every authorization)
  --metrics H:P         answer GET /metrics, /healthz and /readyz there (default: nowhere)
  --log-level LEVEL     error, warn, info (default) or debug; the log goes to stderr, as JSON unless that is a terminal
  --help                this text

Prints one line of JSON when it is ready.`;

const DEFAULT_TCP_PORT = 21_841;
const DEFAULT_RPC_PORT = 41_841;

const LEVELS = ["error", "warn", "info", "debug"] as const;

export type Flags = Omit<DevnetOptions, "contract"> & {
  observe: ObserveConfig;
  logLevel: (typeof LEVELS)[number];
  contract?: { path?: string; config?: Record<string, string> };
};

/** Throws DevnetError BAD_OPTION, or the error of node:util for unknown flags. */
export function parseFlags(args: string[]): Flags | "help" {
  const text = { type: "string" } as const;
  const list = { type: "string", multiple: true } as const;
  const { values } = parseArgs({
    args,
    options: {
      "tcp-port": text,
      "rpc-port": text,
      host: text,
      pace: text,
      state: text,
      seed: text,
      account: list,
      contract: text,
      "no-contract": { type: "boolean" },
      config: list,
      "oc-machine": list,
      "silent-computors": text,
      metrics: text,
      "log-level": text,
      help: { type: "boolean" },
    },
  });
  if (values.help) return "help";
  return {
    tcpPort: numberOf("--tcp-port", values["tcp-port"], 65_535) ?? DEFAULT_TCP_PORT,
    rpcPort: numberOf("--rpc-port", values["rpc-port"], 65_535) ?? DEFAULT_RPC_PORT,
    silentComputors: numberOf("--silent-computors", values["silent-computors"], 676) ?? 0,
    pace: paceOf(values.pace ?? "auto"),
    accounts: (values.account ?? []).map((account) => {
      const [identity, amount] = pairOf("--account", account, /^([A-Z]{60})=(\d{1,15})$/);
      return { identity, amount: BigInt(amount) };
    }),
    ocMachines: (values["oc-machine"] ?? []).map((address) => addressOf("--oc-machine", address)),
    observe: {
      logFormat: "auto",
      ...(values.metrics !== undefined && { metrics: addressOf("--metrics", values.metrics) }),
    },
    logLevel: levelOf(values["log-level"] ?? "info"),
    ...(values.host !== undefined && { host: values.host }),
    ...(values.state !== undefined && { stateDirectory: values.state }),
    ...(values.seed !== undefined && { seed: values.seed }),
    ...(!values["no-contract"] && { contract: contractOf(values.contract, values.config ?? []) }),
  };
}

function contractOf(path: string | undefined, config: string[]): NonNullable<Flags["contract"]> {
  return {
    config: Object.fromEntries(config.map((entry) => pairOf("--config", entry, /^(\w+)=(\d+)$/))),
    ...(path !== undefined && { path }),
  };
}

function paceOf(pace: string): TickPace {
  if (pace === "auto" || pace === "manual") return { mode: pace };
  return { mode: "timed", everyMs: numberOf("--pace", pace, 3_600_000)! };
}

function addressOf(flag: string, value: string): { host: string; port: number } {
  const [host, port] = pairOf(flag, value, /^(.+):(\d{1,5})$/);
  return { host, port: Number(port) };
}

function levelOf(value: string): Flags["logLevel"] {
  const level = LEVELS.find((one) => one === value);
  if (!level) throw new DevnetError("BAD_OPTION", `--log-level must be one of ${LEVELS.join(", ")}.`);
  return level;
}

function numberOf(flag: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > most)
    throw new DevnetError("BAD_OPTION", `${flag} must be a number up to ${most}.`);
  return number;
}

function pairOf(flag: string, value: string, pattern: RegExp): [string, string] {
  const match = pattern.exec(value);
  if (!match) throw new DevnetError("BAD_OPTION", `${flag} ${value} is not of the form ${pattern.source}.`);
  return [match[1]!, match[2]!];
}
