import type { JobListing, JobRecord, Page, TimeAndKey } from "@qubix/market";
import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { defined } from "../repositories/rows.ts";
import { wordsOf } from "../schema/expressions.ts";
import { attempts, jobs } from "../schema/index.ts";
import { after, pageOf, readable } from "./page.ts";
import { wordsQuery } from "./words-query.ts";

export async function listJobs({ db }: Session, filter: JobListing): Promise<Page<JobRecord, TimeAndKey>> {
  const { privateOf, requester, states, kind, model, provider, search, createdAfter, createdBefore } = filter;
  const column = filter.sort === "updated" ? jobs.updatedAt : jobs.createdAt;
  const down = filter.sort !== "oldest";
  const wanted: (SQL | undefined)[] = [
    readable(privateOf),
    requester === undefined ? undefined : eq(jobs.requester, requester),
    states === undefined ? undefined : inArray(jobs.state, [...states]),
    kind === undefined ? undefined : eq(jobs.kind, kind),
    model === undefined ? undefined : eq(jobs.model, model),
    provider === undefined ? undefined : inArray(jobs.key, jobsOf(provider)),
    search === undefined ? undefined : sql`${wordsOf(jobs.name)} @@ to_tsquery('simple', ${wordsQuery(search)})`,
    createdAfter === undefined ? undefined : gt(jobs.createdAt, createdAfter),
    createdBefore === undefined ? undefined : lt(jobs.createdAt, createdBefore),
    filter.after === undefined ? undefined : after(column, down, jobs.key, filter.after),
  ];
  const rows = await db
    .select()
    .from(jobs)
    .where(and(...wanted))
    .orderBy(down ? desc(column) : asc(column), asc(jobs.key))
    .limit(filter.limit + 1);
  const time = filter.sort === "updated" ? "updatedAt" : "createdAt";
  return pageOf(rows, filter.limit, defined, (row): TimeAndKey => [row[time], row.key]);

  function jobsOf(slot: number) {
    return db.select({ key: attempts.jobKey }).from(attempts).where(eq(attempts.provider, slot));
  }
}
