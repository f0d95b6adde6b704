import { mayReadJob, privateJobsOf, readableJob } from "../auth/may.ts";
import { Problem } from "../problem.ts";
import { PageCursor, TimeAndKey } from "./http/page-cursor.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { presentTransaction } from "./present/transaction.ts";

const cursors = new PageCursor("transactions", TimeAndKey);

/** Transactions that went through this hub. */
export function mountTransactions(api: Api): void {
  const { store } = api.context;

  mountRoute(api, "listTransactions", async ({ query, caller }) => {
    if (query.job !== undefined) await readableJob(api.context, caller, query.job);
    const { items, next } = await store.listings.transactions({
      privateOf: privateJobsOf(api.context, caller),
      job: query.job,
      states: query.state,
      procedure: query.procedure,
      limit: query.limit ?? 50,
      after: cursors.read(query.cursor),
    });
    return {
      items: items.map((item) => presentTransaction(item, item.procedure, item.jobKey)),
      cursor: cursors.write(next),
    };
  });

  mountRoute(api, "getTransaction", async ({ params, caller }) => {
    const transaction = await store.transactions.get(params.id);
    const intent = transaction && (await store.transactions.intent(transaction.intent));
    const [key] = intent?.intent.jobKeys ?? [];
    const job = key === undefined ? undefined : await store.jobs.get(key);
    const hidden = job !== undefined && !(await mayReadJob(api.context, caller, job));
    if (transaction === undefined || intent === undefined || hidden) {
      throw new Problem("TRANSACTION_NOT_FOUND", `This hub has neither signed nor relayed ${params.id} for you.`);
    }
    return presentTransaction(transaction, intent.intent.procedure, key);
  });
}
