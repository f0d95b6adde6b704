/** A hub as the contract has it: a projection. */
export interface HubRecord {
  slot: number;
  owner: string;
  hot: string;
  bond: bigint;
  exposure: bigint;
  minFee: bigint;
  paused: boolean;
  changedTick: number;
}

export interface HubRepository {
  /** Keeps what is here if that is of a later tick. */
  put(hub: HubRecord): Promise<void>;
  get(slot: number): Promise<HubRecord | undefined>;
  list(): Promise<HubRecord[]>;
}
