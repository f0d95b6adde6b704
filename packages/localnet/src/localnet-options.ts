import type { MachineAsks, NetworkDefinition } from "@qubix/protocol";
import type { TcpClient } from "@qubix/qubic";
import type { NodeListen } from "./start-devnet.ts";
import type { HubListen, HubRole, HubServices, HubTimes } from "./start-hub.ts";

/** A provider of the local network: what it registers with, and the agent that works for it. */
export interface ProviderPlan {
  name: string;
  /** QU. */
  stake: bigint;
  minPrice: bigint;
  /** Attempts at once, on the chain and on the machine. */
  capacity: number;
  /** What its machine asks for its work, and how long a metered run stands still at its limit. */
  asks?: MachineAsks;
  topUpGraceSeconds?: number;
  /** Registered and funded, but its program is the caller's own affair. */
  withoutAgent?: boolean;
}

export interface LocalnetOptions {
  /** Folder for keys, chain, database, logs; a network that was there before goes on. */
  folder: string;
  providers: ProviderPlan[];
  /** Further accounts by name, and what each has at the start, in QU. */
  accounts: Record<string, bigint>;
  /** Where the hub listens: this machine only, on any free port, unless said otherwise. */
  hubListen?: HubListen | undefined;
  /** Where the node listens: this machine only unless said otherwise. */
  nodeListen?: NodeListen | undefined;
  hubTimes?: HubTimes;
  /** Servers that the hub works on, instead of an embedded database. */
  hubServices?: HubServices | undefined;
  /** What each process of the hub does, on `hubServices`; one process does everything unless said otherwise. */
  hubProcesses?: HubRole[][] | undefined;
  /** Every program answers metrics and health; those that trace send their spans to `traces` (OTLP/HTTP), where given. */
  observed?: { traces?: string } | undefined;
  /** When ticks come, as the devnet's `--pace` says it; as soon as there is work unless said otherwise. */
  pace?: string;
  /** Called when the chain is up and nobody has done anything yet. */
  onGenesis?: (genesis: Genesis) => Promise<void>;
  /** Ends everything, also while it is still starting. */
  signal?: AbortSignal;
  /** Told what has been reached. */
  onProgress?: (what: string) => void;
}

/** A chain at its beginning. */
export interface Genesis {
  node: TcpClient;
  network: NetworkDefinition;
  /** Every identity that has something, computors left out. */
  funded: string[];
}
