import type { ContractCaller } from "@qubix/client";
import type { NetworkDefinition } from "@qubix/protocol";
import type { TcpClient } from "@qubix/qubic";
import type { Account } from "./account.ts";
import type { Child } from "./child.ts";
import type { Children } from "./children.ts";

/** A provider that is registered. */
export interface LocalProvider {
  name: string;
  slot: number;
  owner: Account;
  hot: Account;
  /** File with the hot key's seed. */
  hotKeyFile: string;
  /** Its running agent, if it has one. */
  agent: Child | undefined;
}

/** A running local network. */
export interface Localnet {
  network: NetworkDefinition;
  /** File with the network definition. */
  networkFile: string;
  logs: string;
  rpcUrl: string;
  hub: { url: string; slot: number; owner: Account };
  providers: LocalProvider[];
  accounts: Record<string, Account>;
  /** Somebody whose key lies with those of the network; made when there is none yet, without any QU. */
  account(name: string): Account;
  /** Every identity that has something at genesis, computors left out. */
  funded: string[];
  node: TcpClient;
  /** Base addresses of metrics and health by program; empty unless the network is observed. */
  metrics: ReadonlyMap<string, string>;
  /** The running programs; more can be added. */
  children: Children;
  /** Calls of the contract in the name of an account. */
  callerOf(account: Account): ContractCaller;
  /** Ends everything, agents first. */
  stop(): Promise<void>;
}
