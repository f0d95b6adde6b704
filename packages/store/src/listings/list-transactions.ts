import type { ListedTransaction, Listings } from "@qubix/market";
import { and, asc, desc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { withoutNulls } from "../repositories/rows.ts";
import { intentJobs, intents, jobs, transactions } from "../schema/index.ts";
import { after, pageOf, readable } from "./page.ts";

export const listTransactions =
  ({ db }: Session): Listings["transactions"] =>
  async ({ privateOf, job, states, procedure, limit, after: last }) => {
    const visible = readable(privateOf);
    const ofJob = () => db.select({ id: intentJobs.intent }).from(intentJobs).where(eq(intentJobs.jobKey, job!));
    const rows = await db
      .select({ transaction: transactions, procedure: intents.procedure, jobKey: intentJobs.jobKey })
      .from(transactions)
      .innerJoin(intents, eq(intents.id, transactions.intent))
      .leftJoin(intentJobs, and(eq(intentJobs.intent, transactions.intent), eq(intentJobs.position, 0)))
      .leftJoin(jobs, eq(jobs.key, intentJobs.jobKey))
      .where(
        and(
          visible && or(isNull(jobs.key), visible),
          job === undefined ? undefined : inArray(transactions.intent, ofJob()),
          states === undefined ? undefined : inArray(transactions.state, [...states]),
          procedure === undefined ? undefined : eq(intents.procedure, procedure),
          last === undefined ? undefined : after(transactions.createdAt, true, transactions.id, last),
        ),
      )
      .orderBy(desc(transactions.createdAt), asc(transactions.id))
      .limit(limit + 1);
    const item = ({ transaction, ...rest }: (typeof rows)[0]) =>
      withoutNulls({ ...transaction, ...rest }) as ListedTransaction;
    return pageOf(rows, limit, item, ({ transaction: { createdAt, id } }): [number, string] => [createdAt, id]);
  };
