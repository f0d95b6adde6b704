import type { Repositories } from "@qubix/market";
import type { Session } from "../database/session.ts";
import { listings } from "../listings/listings.ts";
import { accountFeed } from "./account-feed.ts";
import { apiKeyRepository } from "./api-key-repository.ts";
import { attemptRepository } from "./attempt-repository.ts";
import { batchRepository } from "./batch-repository.ts";
import { blobGarbage } from "./blob-garbage.ts";
import { blobLedger } from "./blob-ledger.ts";
import { chainIndex } from "./chain-index.ts";
import { fileScans } from "./file-scans.ts";
import { historyRepository } from "./history-repository.ts";
import { hubRepository } from "./hub-repository.ts";
import { idempotencyRepository } from "./idempotency-repository.ts";
import { jobDataRepository } from "./job-data-repository.ts";
import { jobRepository } from "./job-repository.ts";
import { leaseRepository } from "./lease-repository.ts";
import { logRepository } from "./log-repository.ts";
import { modelCatalog } from "./model-catalog.ts";
import { modelRepository } from "./model-repository.ts";
import { modelUsage } from "./model-usage.ts";
import { moderationRepository } from "./moderation-repository.ts";
import { oneTimeRepository } from "./one-time-values.ts";
import { outboxRepository } from "./outbox.ts";
import { projectionRepository } from "./projection-repository.ts";
import { providerRepository } from "./provider-repository.ts";
import { sessionRepository } from "./session-repository.ts";
import { statisticsRepository } from "./statistics-repository.ts";
import { tokenKeyRepository } from "./token-key-repository.ts";
import { transactionRepository } from "./transaction-repository.ts";
import { uploadRepository } from "./upload-repository.ts";
import { waitingRepository } from "./waiting-repository.ts";
import { webhookRepository } from "./webhook-repository.ts";

/** All repositories on one session: the database itself, or a transaction. */
export function repositories(session: Session): Repositories {
  return {
    accountFeed: accountFeed(session),
    jobs: jobRepository(session),
    attempts: attemptRepository(session),
    transactions: transactionRepository(session),
    projection: projectionRepository(session),
    chainIndex: chainIndex(session),
    providers: providerRepository(session),
    hubs: hubRepository(session),
    models: modelRepository(session),
    catalog: modelCatalog(session),
    modelUsage: modelUsage(session),
    batches: batchRepository(session),
    logs: logRepository(session),
    waiting: waitingRepository(session),
    history: historyRepository(session),
    scans: fileScans(session),
    blobLedger: blobLedger(session),
    blobGarbage: blobGarbage(session),
    jobData: jobDataRepository(session),
    outbox: outboxRepository(session),
    idempotency: idempotencyRepository(session),
    listings: listings(session),
    statistics: statisticsRepository(session),
    leases: leaseRepository(session),
    webhooks: webhookRepository(session),
    moderation: moderationRepository(session),
    uploads: uploadRepository(session),
    sessions: sessionRepository(session),
    apiKeys: apiKeyRepository(session),
    tokenKeys: tokenKeyRepository(session),
    oneTime: oneTimeRepository(session),
  };
}
