import type { AttemptRepository } from "./attempt-repository.ts";
import type { BatchRepository } from "./batch-repository.ts";
import type { BlobReferences } from "./blob-references.ts";
import type { HubRepository } from "./hub-repository.ts";
import type { JobRepository } from "./job-repository.ts";
import type { LeaseRepository } from "./lease-repository.ts";
import type { LogRepository } from "./log-repository.ts";
import type { ModelRepository } from "./model-repository.ts";
import type { Outbox } from "./outbox.ts";
import type { ProjectionRepository } from "./projection-repository.ts";
import type { ProviderRepository } from "./provider-repository.ts";
import type { TransactionRepository } from "./transaction-repository.ts";
import type { WaitingRepository } from "./waiting-repository.ts";

/** Everything in the database. Outside of a transaction each call commits for itself. */
export interface Repositories {
  jobs: JobRepository;
  attempts: AttemptRepository;
  transactions: TransactionRepository;
  projection: ProjectionRepository;
  providers: ProviderRepository;
  hubs: HubRepository;
  models: ModelRepository;
  batches: BatchRepository;
  logs: LogRepository;
  waiting: WaitingRepository;
  blobReferences: BlobReferences;
  outbox: Outbox;
  leases: LeaseRepository;
}

/** Several changes that are committed together or not at all. */
export interface UnitOfWork extends Repositories {
  /**
   * Runs `work` in one database transaction and rolls it back if it throws. Within it use only the repositories that it
   * is given: with the embedded database there is one session, and anything else would wait for ever. Using the outer
   * ones, or the queue, throws MarketError INSIDE_TRANSACTION. Read, decide and write; never wait for the network.
   * `work` is run again when the database asks for it (two transactions that wait for each other), so it must not
   * change anything outside.
   */
  transaction<T>(work: (within: Repositories) => Promise<T>): Promise<T>;
}
