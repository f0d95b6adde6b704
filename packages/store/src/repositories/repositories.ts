import type { Repositories } from "@qubix/market";
import type { Session } from "../database/session.ts";
import { attemptRepository } from "./attempt-repository.ts";
import { batchRepository } from "./batch-repository.ts";
import { blobReferenceRepository } from "./blob-references.ts";
import { hubRepository } from "./hub-repository.ts";
import { jobRepository } from "./job-repository.ts";
import { leaseRepository } from "./lease-repository.ts";
import { logRepository } from "./log-repository.ts";
import { modelRepository } from "./model-repository.ts";
import { outboxRepository } from "./outbox.ts";
import { projectionRepository } from "./projection-repository.ts";
import { providerRepository } from "./provider-repository.ts";
import { transactionRepository } from "./transaction-repository.ts";
import { waitingRepository } from "./waiting-repository.ts";

/** All repositories on one session: the database itself, or a transaction. */
export function repositories(session: Session): Repositories {
  return {
    jobs: jobRepository(session),
    attempts: attemptRepository(session),
    transactions: transactionRepository(session),
    projection: projectionRepository(session),
    providers: providerRepository(session),
    hubs: hubRepository(session),
    models: modelRepository(session),
    batches: batchRepository(session),
    logs: logRepository(session),
    waiting: waitingRepository(session),
    blobReferences: blobReferenceRepository(session),
    outbox: outboxRepository(session),
    leases: leaseRepository(session),
  };
}
