import type { NetworkDefinition } from "@qubix/protocol";
import type { TcpClient } from "@qubix/qubic";
import type { HubTimes } from "./start-hub.ts";

/** A provider of the local network: what it registers with, and the agent that works for it. */
export interface ProviderPlan {
  name: string;
  /** QU. */
  stake: bigint;
  minPrice: bigint;
  /** Attempts at once, on the chain and on the machine. */
  capacity: number;
  /** Registered and funded, but its program is the caller's own affair. */
  withoutAgent?: boolean;
}

export interface LocalnetOptions {
  /** Folder for keys, chain, database, logs; a network that was there before goes on. */
  folder: string;
  providers: ProviderPlan[];
  /** Further accounts by name, and what each has at the start, in QU. */
  accounts: Record<string, bigint>;
  hubTimes?: HubTimes;
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
