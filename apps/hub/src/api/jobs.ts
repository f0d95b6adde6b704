import type { JobRecord } from "@qubix/market";
import { fromHex, type RouteName } from "@qubix/protocol";
import type { AppContext } from "../app-context.ts";
import { Problem } from "../problem.ts";
import { jobSituation } from "./job-situation.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { presentArtifact, presentAttempt } from "./present/attempt.ts";
import { isNumbered, presentJob, presentJobSummary } from "./present/job.ts";
import { sendBlob } from "./send-blob.ts";

/** Jobs: submit, look at, cancel, accept, claim; their attempts, events, artifacts and receipt. */
export function mountJobs(api: Api): void {
  const { store, submit } = api.context;

  mountRoute(api, "submitJob", async ({ body }) => {
    const { key, state, specDigest } = await submit.submitJob({
      spec: body.spec,
      transactions: body.transactions.map((hex) => fromHex(hex)),
    });
    return { key, state, specDigest };
  });

  mountRoute(api, "listJobs", async ({ query }) => {
    const { jobs, cursor } = await store.jobs.list({
      requester: query.requester,
      states: query.state && [query.state],
      limit: query.limit ?? 50,
      cursor: query.cursor,
    });
    return { items: jobs.map(presentJobSummary), cursor };
  });

  mountRoute(api, "getJob", async ({ params }) => {
    const job = await jobOf(api.context, params.key);
    const [attempts, intents] = await Promise.all([store.attempts.ofJob(job.key), store.transactions.ofJob(job.key)]);
    return presentJob(job, attempts, intents, await ownersOf(api.context, attempts));
  });

  mountRoute(api, "getJobWhy", async ({ params }) => {
    const job = await jobOf(api.context, params.key);
    return { key: job.key, state: job.state, summary: jobSituation(job), report: job.report };
  });

  mountRoute(api, "listJobEvents", async ({ params, query }) => {
    const job = await jobOf(api.context, params.key);
    return { events: await store.jobs.events(job.key, query.after ?? 0, query.limit ?? 200), last: job.lastEvent };
  });

  mountRoute(api, "listJobAttempts", async ({ params }) => {
    const job = await jobOf(api.context, params.key);
    const attempts = await store.attempts.ofJob(job.key);
    const owners = await ownersOf(api.context, attempts);
    return { items: attempts.filter(isNumbered).map((attempt) => presentAttempt(attempt, owners)) };
  });

  mountRoute(api, "listJobArtifacts", async ({ params }) => {
    const job = await jobOf(api.context, params.key);
    const attempts = (await store.attempts.ofJob(job.key)).filter(isNumbered);
    return { items: attempts.map(presentArtifact).filter((artifact) => artifact !== undefined) };
  });

  mountRoute(api, "getJobArtifact", async ({ params, raw }, response) => {
    const attempt = await store.attempts.find(params.key, params.attempt);
    if (attempt?.artifact === undefined) {
      throw new Problem("ARTIFACT_NOT_FOUND", `Attempt ${params.attempt} has not uploaded a result.`);
    }
    await sendBlob(store.blobs, attempt.artifact.slice("sha256:".length), raw, response);
    return undefined;
  });

  mountRoute(api, "getJobReceipt", async ({ params }) => {
    const job = await jobOf(api.context, params.key);
    if (job.receipt === undefined)
      throw new Problem("RECEIPT_NOT_READY", `The job is ${job.state}.`, { state: job.state });
    return job.receipt;
  });

  mountRelay(api, "cancelJob", "cancel");
  mountRelay(api, "acceptJob", "accept");
  mountRelay(api, "claimJob", "claim");
}

function mountRelay(
  api: Api,
  route: RouteName & ("cancelJob" | "acceptJob" | "claimJob"),
  call: "cancel" | "accept" | "claim",
) {
  mountRoute(api, route, async ({ params, body }) => {
    const { transactions } = await api.context.submit.relay(
      call,
      params.key,
      body.transactions.map((hex) => fromHex(hex)),
    );
    const job = await jobOf(api.context, params.key);
    return { key: job.key, state: job.state, transactions };
  });
}

/** @throws Problem JOB_NOT_FOUND */
export async function jobOf(context: AppContext, key: string): Promise<JobRecord> {
  const job = await context.store.jobs.get(key);
  if (job === undefined) throw new Problem("JOB_NOT_FOUND", `This hub has no job ${key}.`);
  return job;
}

/** Owner identities of the providers that these attempts went to. */
async function ownersOf(context: AppContext, attempts: readonly { provider: number }[]): Promise<Map<number, string>> {
  const owners = new Map<number, string>();
  for (const slot of new Set(attempts.map((attempt) => attempt.provider))) {
    const provider = await context.store.providers.get(slot);
    if (provider !== undefined) owners.set(slot, provider.owner);
  }
  return owners;
}
