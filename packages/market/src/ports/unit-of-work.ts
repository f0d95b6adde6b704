import type { AccountFeed } from "./account-feed.ts";
import type { ApiKeyRepository } from "./api-key-repository.ts";
import type { AttemptRepository } from "./attempt-repository.ts";
import type { BatchRepository } from "./batch-repository.ts";
import type { BlobGarbage, BlobLedger } from "./blob-ledger.ts";
import type { ChainIndex } from "./chain-index.ts";
import type { FileScans } from "./file-scans.ts";
import type { HistoryRepository } from "./history-repository.ts";
import type { HubRepository } from "./hub-repository.ts";
import type { IdempotencyRepository } from "./idempotency-repository.ts";
import type { JobDataRepository } from "./job-data.ts";
import type { JobRepository } from "./job-repository.ts";
import type { LeaseRepository } from "./lease-repository.ts";
import type { Listings } from "./listings.ts";
import type { LogRepository } from "./log-repository.ts";
import type { ModelCatalog } from "./model-catalog.ts";
import type { ModelRepository } from "./model-repository.ts";
import type { ModelUsage } from "./model-usage.ts";
import type { ModerationRepository } from "./moderation-repository.ts";
import type { OneTimeValues } from "./one-time-values.ts";
import type { Outbox } from "./outbox.ts";
import type { ProjectionRepository } from "./projection-repository.ts";
import type { ProviderRepository } from "./provider-repository.ts";
import type { SessionRepository } from "./session-repository.ts";
import type { StatisticsRepository } from "./statistics-repository.ts";
import type { TokenKeyRepository } from "./token-key-repository.ts";
import type { TransactionRepository } from "./transaction-repository.ts";
import type { UploadRepository } from "./upload-repository.ts";
import type { WaitingRepository } from "./waiting-repository.ts";
import type { WebhookRepository } from "./webhook-repository.ts";

/** Everything in the database. Outside of a transaction each call commits for itself. */
export interface Repositories {
  accountFeed: AccountFeed;
  jobs: JobRepository;
  attempts: AttemptRepository;
  transactions: TransactionRepository;
  projection: ProjectionRepository;
  chainIndex: ChainIndex;
  providers: ProviderRepository;
  hubs: HubRepository;
  models: ModelRepository;
  catalog: ModelCatalog;
  modelUsage: ModelUsage;
  batches: BatchRepository;
  logs: LogRepository;
  waiting: WaitingRepository;
  history: HistoryRepository;
  scans: FileScans;
  blobLedger: BlobLedger;
  blobGarbage: BlobGarbage;
  jobData: JobDataRepository;
  outbox: Outbox;
  idempotency: IdempotencyRepository;
  listings: Listings;
  statistics: StatisticsRepository;
  leases: LeaseRepository;
  webhooks: WebhookRepository;
  moderation: ModerationRepository;
  uploads: UploadRepository;
  sessions: SessionRepository;
  apiKeys: ApiKeyRepository;
  tokenKeys: TokenKeyRepository;
  oneTime: OneTimeValues;
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
