import type { AttemptState, JobKind, JobState, ReceiptDocument, TransactionState } from "@qubix/protocol";
import type { AttemptRecord } from "./attempt-repository.ts";
import type { JobFilter, JobRecord } from "./job-repository.ts";
import type { ChainEventRecord } from "./projection-repository.ts";
import type { MachineRecord, ProviderRecord } from "./provider-repository.ts";
import type { TransactionRecord } from "./transaction-repository.ts";

/** Whose private jobs are shown beside the public ones. */
export type Readers = JobFilter["privateOf"];

/** A page that begins after `after`, the position of the last item of the page before. */
export interface PageOf<Position> {
  limit: number;
  after?: Position | undefined;
}

/** Items and the position of the last one, which is missing when there is nothing more. */
export interface Page<Item, Position> {
  items: Item[];
  next?: Position | undefined;
}

/** Time in milliseconds, and a key that tells those of the same time apart. */
export type TimeAndKey = [time: number, key: string];

export interface JobListing extends PageOf<TimeAndKey> {
  privateOf: Readers;
  requester?: string | undefined;
  states?: readonly JobState[] | undefined;
  kind?: JobKind | undefined;
  model?: number | undefined;
  /** Has or had an attempt of it. */
  provider?: number | undefined;
  /** Words of the name, each at least begun. */
  search?: string | undefined;
  createdAfter?: number | undefined;
  createdBefore?: number | undefined;
  sort: "newest" | "oldest" | "updated";
}

export interface ListedTransaction extends TransactionRecord {
  procedure: string;
  jobKey?: string | undefined;
}

/** A batch whose bundle the hub holds, with the attempts in it that the reader may see. */
export interface ListedInvocation {
  batch: number;
  root: string;
  epoch: number;
  tick: number;
  invocationId: bigint;
  jobs: { key: string; attempt: number }[];
}

/** What the API lists: reads alone, each page by an index. */
export interface Listings {
  jobs(filter: JobListing): Promise<Page<JobRecord, TimeAndKey>>;
  /** Newest first. */
  transactions(
    filter: PageOf<TimeAndKey> & {
      privateOf: Readers;
      job?: string | undefined;
      states?: readonly TransactionState[] | undefined;
      procedure?: string | undefined;
    },
  ): Promise<Page<ListedTransaction, TimeAndKey>>;
  /** Newest first, those that have a number. */
  attempts(
    filter: PageOf<number> & {
      privateOf: Readers;
      provider?: number | undefined;
      states?: readonly AttemptState[] | undefined;
    },
  ): Promise<Page<AttemptRecord & { attempt: number }, number>>;
  /** Newest first by tick. */
  receipts(
    filter: PageOf<[tick: number, key: string]> & {
      privateOf: Readers;
      requester?: string | undefined;
      provider?: number | undefined;
    },
  ): Promise<Page<ReceiptDocument, [tick: number, key: string]>>;
  /** Newest batch first. */
  invocations(filter: PageOf<number> & { privateOf: Readers }): Promise<Page<ListedInvocation, number>>;
  /** Events with larger sequence numbers than `after`, in order. */
  events(filter: {
    after?: bigint | undefined;
    limit: number;
    types?: readonly number[] | undefined;
    key?: string | undefined;
  }): Promise<ChainEventRecord[]>;
  providers(
    filter: PageOf<[value: bigint, slot: number]> & {
      minStake?: bigint | undefined;
      maxPrice?: bigint | undefined;
      /** Slot of a hub that they work for. */
      hub?: number | undefined;
      sort: "slot" | "stake" | "price";
    },
  ): Promise<Page<ProviderRecord, [value: bigint, slot: number]>>;
  /** By provider and id. */
  machines(
    filter: PageOf<[provider: number, id: string]> & {
      provider?: number | undefined;
      kind?: JobKind | undefined;
      region?: string | undefined;
      minMemoryMiB?: number | undefined;
      minStake?: bigint | undefined;
    },
  ): Promise<Page<MachineRecord & { owner: ProviderRecord }, [provider: number, id: string]>>;
}
