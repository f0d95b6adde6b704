import type { ContractLogSeverity } from "./contract/index.ts";
import type { OcMachineAddress } from "./oc/oc-pusher.ts";
import type { TickPace } from "./ticks/tick-clock.ts";

/** The contract that the network runs from its first epoch on. */
export interface DevnetContract {
  /** The compiled contract (contracts/dist/Qubix.wasm). */
  wasm: Uint8Array;
  /** Its index; 29 unless said otherwise: 28 is the last taken on the real network. */
  index?: number;
  /** Values of its configuration that differ from its own, by name; set right after INITIALIZE. */
  config?: Record<string, number | string | bigint>;
  /** QU in its execution fee reserve at genesis, as an IPO leaves them; 10^9 unless said otherwise. */
  feeReserve?: bigint;
}

/** Is told how long things take. */
export interface DevnetWatcher {
  ticked(seconds: number): void;
  called(kind: "procedure" | "transfer" | "system", seconds: number): void;
}

export interface DevnetOptions {
  /** 127.0.0.1 unless said otherwise. */
  host?: string;
  /** 0, the default, takes any free port. */
  tcpPort?: number;
  rpcPort?: number;
  /** `auto` unless said otherwise. */
  pace?: TickPace;
  /** All keys of the network follow from it. */
  seed?: string;
  /** Funded at genesis. */
  accounts?: { identity: string; amount: bigint }[];
  contract?: DevnetContract;
  /** The node dials these and pushes authorized bundles to them. */
  ocMachines?: OcMachineAddress[];
  /**
   * So many computors never sign an authorization (they go on voting): from 226 on, no invocation reaches its quorum.
   * A condition of networks that tests and users want to see.
   */
  silentComputors?: number;
  /** Where the chain is kept across restarts; in memory only without it. */
  stateDirectory?: string;
  /** Is told how long things take. */
  watcher?: DevnetWatcher;
  /** Is told when the chain comes to a halt. */
  onHalted?: (error: Error) => void;
  /** Hears what the contract logs. */
  onContractLog?: (severity: ContractLogSeverity, message: Uint8Array) => void;
}
