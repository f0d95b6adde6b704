import type { Listings } from "@qubix/market";
import type { Session } from "../database/session.ts";
import { listAttempts } from "./list-attempts.ts";
import { listEvents } from "./list-events.ts";
import { listInvocations } from "./list-invocations.ts";
import { listJobs } from "./list-jobs.ts";
import { listMachines, listProviders } from "./list-participants.ts";
import { listReceipts } from "./list-receipts.ts";
import { listTransactions } from "./list-transactions.ts";

/** What the API lists, in PostgreSQL. */
export function listings(session: Session): Listings {
  return {
    jobs: (filter) => listJobs(session, filter),
    transactions: listTransactions(session),
    attempts: listAttempts(session),
    receipts: listReceipts(session),
    events: listEvents(session),
    invocations: listInvocations(session),
    providers: listProviders(session),
    machines: listMachines(session),
  };
}
