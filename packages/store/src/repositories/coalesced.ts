import type { AttemptRecord, JobRecord, OpenIntent, Repositories } from "@qubix/market";
import { Coalescer } from "../database/coalescer.ts";
import type { Session } from "../database/session.ts";
import { repositories } from "./repositories.ts";

/** Reads wait for nobody: more of them at once. */
const READ_LANES = 4;
const WRITE_LANES = 2;

/**
 * The repositories outside of any transaction. Calls about one row each that come at about the same time are done in one
 * statement, or in one transaction: each still commits before it returns, and stands for itself.
 */
export function coalescedRepositories(session: Session): Repositories {
  const own = repositories(session);
  const { jobs, attempts, transactions, projection, providers } = own;

  const job = reading(jobs.getMany, ({ key }: JobRecord) => key);
  const ofJob = grouping(attempts.ofJobs, ({ jobKey }: AttemptRecord) => jobKey);
  const ofIntent = grouping(attempts.ofIntents, ({ intent }: AttemptRecord) => intent);
  const eventsOf = grouping(projection.eventsOfMany, ({ key }) => key);
  const intent = reading(transactions.intents, (one: OpenIntent) => one.intent.id);
  const attempt = new Coalescer(async (names: { jobKey: string; attempt: number }[]) => {
    const rows = new Map((await attempts.findMany(names)).map((row) => [`${row.jobKey}:${row.attempt}`, row]));
    return names.map((name) => rows.get(`${name.jobKey}:${name.attempt}`));
  }, READ_LANES);
  const provider = reading(providers.getMany, ({ slot }) => slot);
  const changeJob = new Coalescer(jobs.changeMany, WRITE_LANES);
  const append = new Coalescer(jobs.appendMany, WRITE_LANES);
  const changeAttempt = new Coalescer(attempts.changeMany, WRITE_LANES);
  const move = new Coalescer(transactions.moveMany, WRITE_LANES);
  const close = new Coalescer(transactions.closeMany, WRITE_LANES);

  return {
    ...own,
    jobs: {
      ...jobs,
      get: (key) => job.call(key),
      change: (key, version, patch, events = []) => changeJob.call({ key, version, patch, events }),
      appendEvents: (key, events) => append.call({ key, events }),
    },
    attempts: {
      ...attempts,
      find: (jobKey, number) => attempt.call({ jobKey, attempt: number }),
      ofJob: (jobKey) => ofJob.call(jobKey),
      ofIntent: (id) => ofIntent.call(id),
      change: (id, version, patch, events = []) => changeAttempt.call({ id, version, patch, events }),
    },
    transactions: {
      ...transactions,
      intent: (id) => intent.call(id),
      move: (id, from, to, code) => move.call({ id, from, to, code }),
      close: (id, state) => close.call({ intent: id, state }),
    },
    projection: { ...projection, eventsOf: (key) => eventsOf.call(key) },
    providers: { ...providers, get: (slot) => provider.call(slot) },
  };
}

/** One row for each name. */
function reading<K, R>(readMany: (names: readonly K[]) => Promise<R[]>, nameOf: (row: R) => K) {
  return new Coalescer(async (names: K[]) => {
    const rows = new Map((await readMany([...new Set(names)])).map((row) => [nameOf(row), row]));
    return names.map((name) => rows.get(name));
  }, READ_LANES);
}

/** All rows of each name, in their order. */
function grouping<K, R>(readMany: (names: readonly K[]) => Promise<R[]>, nameOf: (row: R) => K) {
  return new Coalescer(async (names: K[]) => {
    const groups = new Map<K, R[]>(names.map((name) => [name, []]));
    for (const row of await readMany([...groups.keys()])) groups.get(nameOf(row))?.push(row);
    return names.map((name) => groups.get(name)!);
  }, READ_LANES);
}
