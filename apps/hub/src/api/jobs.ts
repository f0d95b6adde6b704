import { fromHex, type RouteName, sha256OfBlob } from "@qubix/protocol";
import type { AppContext, RelayedCall } from "../app-context.ts";
import { isOperator, privateJobsOf, readableJob } from "../auth/may.ts";
import { explainJob } from "../matching/explain-job.ts";
import { observeSubmission } from "../observe/observe-submission.ts";
import { Problem } from "../problem.ts";
import { PageCursor, TimeAndKey } from "./http/page-cursor.ts";
import { jobSituation } from "./job-situation.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { presentArtifact, presentAttempt } from "./present/attempt.ts";
import { isNumbered, presentJob, presentJobSummary } from "./present/job.ts";
import { sendBlob } from "./send-blob.ts";

/** Jobs: submit, look at, cancel, accept, claim; their attempts, events, artifacts and receipt. */
export function mountJobs(api: Api): void {
  const { store, submit } = api.context;

  mountRoute(api, "submitJob", async ({ body, raw }) => {
    const transactions = body.transactions.map((hex) => fromHex(hex));
    const about = { kind: body.spec.kind, header: raw.get("traceparent") };
    const { key, state, specDigest } = await observeSubmission(api.context, about, (traceparent) =>
      submit.submitJob({ spec: body.spec, transactions, traceparent }),
    );
    return { key, state, specDigest };
  });

  mountRoute(api, "listJobs", async ({ query, caller }) => {
    const { cursor, state, limit = 50, sort = "newest", ...filter } = query;
    const cursors = new PageCursor(`jobs ${sort}`, TimeAndKey);
    const { items, next } = await store.listings.jobs({
      ...filter,
      ...{ privateOf: privateJobsOf(api.context, caller), states: state, sort, limit, after: cursors.read(cursor) },
    });
    const shown = items.filter(({ key }) => api.context.blocks.find("job", key) === undefined);
    return { items: shown.map(presentJobSummary), cursor: cursors.write(next) };
  });

  mountRoute(api, "getJob", async ({ params, caller }) => {
    const job = await readableJob(api.context, caller, params.key);
    const [attempts, intents] = await Promise.all([store.attempts.ofJob(job.key), store.transactions.ofJob(job.key)]);
    return presentJob(job, attempts, intents, await ownersOf(api.context, attempts));
  });

  mountRoute(api, "getJobWhy", async ({ params, query, caller }) => {
    const job = await readableJob(api.context, caller, params.key);
    const told = { key: job.key, state: job.state, summary: jobSituation(job), report: job.report };
    return { ...told, ...(await explainJob(api.context, job, query.provider)) };
  });

  mountRoute(api, "listJobEvents", async ({ params, query, caller }) => {
    const job = await readableJob(api.context, caller, params.key);
    return { events: await store.jobs.events(job.key, query.after ?? 0, query.limit ?? 200), last: job.lastEvent };
  });

  mountRoute(api, "listJobAttempts", async ({ params, caller }) => {
    const job = await readableJob(api.context, caller, params.key);
    const attempts = await store.attempts.ofJob(job.key);
    const owners = await ownersOf(api.context, attempts);
    return { items: attempts.filter(isNumbered).map((attempt) => presentAttempt(attempt, owners)) };
  });

  mountRoute(api, "listJobArtifacts", async ({ params, caller }) => {
    const job = await readableJob(api.context, caller, params.key);
    const attempts = (await store.attempts.ofJob(job.key)).filter(isNumbered);
    return { items: attempts.map(presentArtifact).filter((artifact) => artifact !== undefined) };
  });

  mountRoute(api, "getJobArtifact", async ({ params, raw, caller }, response) => {
    const job = await readableJob(api.context, caller, params.key);
    if (!isOperator(api.context, caller)) api.context.blocks.refuse("job", job.key);
    const attempt = await store.attempts.find(job.key, params.attempt);
    if (attempt?.artifact === undefined) {
      throw new Problem("ARTIFACT_NOT_FOUND", `Attempt ${params.attempt} has not uploaded a result.`);
    }
    if ((await store.blobs.size(sha256OfBlob(attempt.artifact))) === undefined)
      throw new Problem("DATA_GONE", `The result of attempt ${params.attempt} is no longer kept.`);
    await sendBlob(store.blobs, sha256OfBlob(attempt.artifact), raw, response, job.visibility);
    return undefined;
  });

  mountRoute(api, "getJobReceipt", async ({ params, caller }) => {
    const job = await readableJob(api.context, caller, params.key);
    if (job.receipt === undefined)
      throw new Problem("RECEIPT_NOT_READY", `The job is ${job.state}.`, { state: job.state });
    return job.receipt;
  });

  mountRelay(api, "cancelJob", "cancel");
  mountRelay(api, "acceptJob", "accept");
  mountRelay(api, "claimJob", "claim");
  mountRelay(api, "topUpJob", "topUp");
}

function mountRelay(
  api: Api,
  route: RouteName & ("cancelJob" | "acceptJob" | "claimJob" | "topUpJob"),
  call: RelayedCall,
) {
  mountRoute(api, route, async ({ params, body, caller }) => {
    await readableJob(api.context, caller, params.key);
    const { transactions } = await api.context.submit.relay(
      call,
      params.key,
      body.transactions.map((hex) => fromHex(hex)),
    );
    const job = await readableJob(api.context, caller, params.key);
    return { key: job.key, state: job.state, transactions };
  });
}

/** Owner identities of the providers that these attempts went to. */
export async function ownersOf(
  context: AppContext,
  attempts: readonly { provider: number }[],
): Promise<Map<number, string>> {
  const owners = new Map<number, string>();
  for (const slot of new Set(attempts.map((attempt) => attempt.provider))) {
    const provider = await context.store.providers.get(slot);
    if (provider !== undefined) owners.set(slot, provider.owner);
  }
  return owners;
}
