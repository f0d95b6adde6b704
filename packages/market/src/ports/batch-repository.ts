/** A batch of assignments that the contract had authorized in one invocation. */
export interface BatchRecord {
  batch: number;
  /** 64 hex digits. */
  root: string;
  count: number;
  epoch: number;
  tick: number;
  invocationId?: bigint | undefined;
  state: "flushed" | "authorized" | "failed";
  /** The verified bundle: the OC message as the node pushes it. */
  bundle?: Uint8Array | undefined;
}

export interface BatchRepository {
  /** Inserts or changes; a bundle that is there stays when none is given. */
  put(batch: BatchRecord): Promise<void>;
  /** Adds the bundle of a known batch, unless there is one; what others say of the batch meanwhile stays. */
  putBundle(batch: number, bundle: Uint8Array): Promise<void>;
  get(batch: number): Promise<BatchRecord | undefined>;
  byRoot(root: string): Promise<BatchRecord | undefined>;
  bundle(batch: number): Promise<Uint8Array | undefined>;
  /** Batches of this state without a bundle that attempts wait for, oldest first. */
  awaited(state: "authorized" | "failed", limit: number): Promise<BatchRecord[]>;
}
