/** What a running local network tells about itself; also the JSON of `GET /devnet/v1/info`. */
export interface DevnetInfo {
  tick: number;
  epoch: number;
  initialTick: number;
  host: string;
  tcpPort: number;
  rpcPort: number;
  /** Signs the list of computors. */
  arbitrator: string;
  /** Where the faucet pays from. */
  faucet: string;
  /** Index of the contract, null for a chain without one. */
  contractIndex: number | null;
  /** Its execution fee reserve in QU. */
  feeReserve: string | null;
  computors: number;
  silentComputors: number;
  pooledTransactions: number;
  oc: { pending: number; invocations: number; authorized: number; timedOut: number; refused: number };
  ocMachines: { host: string; port: number; connected: boolean }[];
  /** Why the chain stands still, if it does. */
  halted: string | null;
}

/** A local Qubic network in this process. */
export interface Devnet {
  readonly host: string;
  /** Where the node protocol is spoken. */
  readonly tcpPort: number;
  /** Where the HTTP RPC is. */
  readonly rpcPort: number;
  readonly arbitratorPublicKey: Uint8Array;
  info(): DevnetInfo;
  /** Makes ticks now, whatever the pace. Rejects when the chain has halted. */
  tick(count?: number): Promise<void>;
  /** Ends the epoch; the next one's first two ticks are empty. */
  advanceEpoch(): Promise<void>;
  /** Sends QU to an identity in a transaction of the faucet's; it arrives in the tick told. */
  faucet(identity: string, amount: bigint): { transactionId: string; tick: number };
  /** Stops ticking, closes all connections, and with a state directory leaves it ready to be continued. */
  close(): Promise<void>;
}
