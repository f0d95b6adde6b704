/** What jobs of a model on the chain have paid. */
export interface SlotUsage {
  slot: number;
  jobs: number;
  /** Royalties of its own jobs, before its parents' shares. */
  royalties: bigint;
  /** What the contract has paid for it, by its events. */
  earned: bigint;
}

/** Sums over settled jobs that named a model, and the contract's payments. */
export interface ModelUsage {
  bySlot(slots: readonly number[]): Promise<SlotUsage[]>;
  /** Different requesters of settled jobs. */
  requesters(slots: readonly number[]): Promise<number>;
  /** Who has bought access, and what they paid altogether. */
  sales(fullName: string): Promise<{ bought: number; paid: bigint }>;
  /** Jobs and royalties by day (`2026-11-27`, UTC) of the settlement since then, oldest first. */
  byDay(slots: readonly number[], since: number): Promise<{ day: string; jobs: number; royalties: bigint }[]>;
}
