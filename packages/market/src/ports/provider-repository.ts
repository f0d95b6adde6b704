import type { MachineDescription, Reputation } from "@qubix/protocol";

/** A provider as the contract has it: a projection, replaced whenever the contract's slot changes. */
export interface ProviderRecord {
  slot: number;
  /** Identities. */
  owner: string;
  hot: string;
  payout: string;
  stake: bigint;
  locked: bigint;
  minPrice: bigint;
  capacity: number;
  /** Attempts that the chain knows. */
  live: number;
  hubs: number[];
  anyHub: boolean;
  paused: boolean;
  reputation: Reputation;
  changedTick: number;
}

/** A machine that dialled in; it stays known when it goes, presence says whether it is there. */
export interface MachineRecord {
  provider: number;
  description: MachineDescription;
  /** Last position given out in its feed of offers. */
  cursor: number;
  helloAt: number;
}

export interface ProviderRepository {
  /** Keeps what is here if that is of a later tick: records are read at one moment and written at another. */
  put(provider: ProviderRecord): Promise<void>;
  /** Several of different slots, in one turn. */
  putMany(providers: readonly ProviderRecord[]): Promise<void>;
  get(slot: number): Promise<ProviderRecord | undefined>;
  getMany(slots: readonly number[]): Promise<ProviderRecord[]>;
  byOwner(identity: string): Promise<ProviderRecord | undefined>;
  byHot(identity: string): Promise<ProviderRecord | undefined>;
  /** Those whose owner or hot key this identity is. */
  ofIdentity(identity: string): Promise<ProviderRecord[]>;
  /** By slot; `after` is the last slot of the page before. */
  list(limit: number, after?: number): Promise<ProviderRecord[]>;
  /** Announces a machine. @returns the row, with the cursor its agent begins at */
  hello(provider: number, machine: MachineDescription): Promise<MachineRecord>;
  machine(provider: number, id: string): Promise<MachineRecord | undefined>;
  machines(provider?: number): Promise<MachineRecord[]>;
  /** Machines that said hello at `since` (milliseconds since 1970) or later, oldest first. */
  machinesSince(since: number): Promise<MachineRecord[]>;
}
