/** How far the contract's events are projected. */
export interface ChainCursor {
  /** First tick of the epoch as the nodes tell it; a new one within an epoch means another course of the chain. */
  initialTick: number;
  epoch: number;
  /** Tick up to which (inclusive) everything is projected. */
  tick: number;
  /** The next sequence number to read. */
  nextSeq: bigint;
  /** chainHash of the event before it, 64 hex digits. */
  chainHash: string;
}

/** An event of the contract as it was projected. */
export interface ChainEventRecord {
  seq: bigint;
  tick: number;
  epoch: number;
  type: number;
  slot: number;
  other: number;
  amount: bigint;
  /** 64 hex digits. */
  key: string;
  chainHash: string;
}

/**
 * The contract's events and how far they are read. Call it within one `transaction` together with the changes that the
 * events cause, so that both or none are committed.
 */
export interface ProjectionRepository {
  cursor(): Promise<ChainCursor | undefined>;
  /**
   * Stores events and moves the cursor, if it still stands at `expected` (undefined: there is none yet).
   * @returns false when another process has moved it
   */
  advance(expected: ChainCursor | undefined, next: ChainCursor, events: readonly ChainEventRecord[]): Promise<boolean>;
  /** Events from `from` on, by sequence. */
  events(from: bigint, limit: number): Promise<ChainEventRecord[]>;
  /** Events about a job. */
  eventsOf(key: string): Promise<ChainEventRecord[]>;
  /** Those about several jobs, by sequence. */
  eventsOfMany(keys: readonly string[]): Promise<ChainEventRecord[]>;
  /**
   * The chain took another course: participants as they were in ticks after `tick` may be replaced by records of earlier
   * ticks from now on, which would be taken for late news otherwise.
   */
  rewind(tick: number): Promise<void>;
  /** Forgets events from `seq` on, sets the cursor there, and rewinds. @returns what was forgotten */
  rollBack(cursor: ChainCursor): Promise<ChainEventRecord[]>;
}
