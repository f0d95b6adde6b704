import type { Page, PageOf } from "./listings.ts";

/** A tick that was not empty. */
export interface IndexedTick {
  tick: number;
  epoch: number;
  /** Milliseconds since 1970. */
  time: number;
  /** Index of the computor that led it. */
  leader: number;
  /** How many transactions it has; not all of them need be in the index. */
  transactions: number;
}

/** A transaction that its tick took. Keys, digests and signatures are hex. */
export interface IndexedTransaction {
  tick: number;
  /** Its place in the tick. */
  place: number;
  time: number;
  digest: string;
  source: string;
  destination: string;
  amount: bigint;
  inputType: number;
  input: Uint8Array;
  signature: string;
}

/** What the index has whole: all ticks from `from` to `to`, both included. */
export interface IndexedSpan {
  from: number;
  to: number;
}

/** Tick and place of a transaction: its position in lists. */
export type TickAndPlace = [tick: number, place: number];

/** Ticks and transactions of the whole network as one hub has seen them, for those who look around. */
export interface ChainIndex {
  span(): Promise<IndexedSpan | undefined>;
  /** Puts what happened in the ticks `from` to `to` in the place of what the index has of them, and sets what it has whole. */
  put(
    span: IndexedSpan,
    content: IndexedSpan & { ticks: readonly IndexedTick[]; transactions: readonly IndexedTransaction[] },
  ): Promise<void>;
  /** Newest first. */
  ticks(page: PageOf<number>): Promise<Page<IndexedTick, number>>;
  /** Newest first; those from or to one public key, if it is given. */
  transactions(
    page: PageOf<TickAndPlace> & { publicKey?: string | undefined },
  ): Promise<Page<IndexedTransaction, TickAndPlace>>;
  transaction(digest: string): Promise<IndexedTransaction | undefined>;
}
