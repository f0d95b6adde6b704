import type { Listings } from "@qubix/market";
import { and, asc, desc, eq, getTableColumns, isNotNull, lt } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import type { Session } from "../database/session.ts";
import { attempts, batches, jobs } from "../schema/index.ts";
import { pageOf, readable } from "./page.ts";

export const listInvocations =
  ({ db }: Session): Listings["invocations"] =>
  async ({ privateOf, limit, after }) => {
    const { bundle: _, ...columns } = getTableColumns(batches);
    const rows = await db
      .select(columns)
      .from(batches)
      .where(
        and(
          isNotNull(batches.bundle),
          isNotNull(batches.invocationId),
          after === undefined ? undefined : lt(batches.batch, after),
        ),
      )
      .orderBy(desc(batches.batch))
      .limit(limit + 1);
    const numbers = rows.map(({ batch }) => batch);
    const members = await db
      .select({ batch: attempts.batch, key: attempts.jobKey, attempt: attempts.attempt })
      .from(attempts)
      .innerJoin(jobs, eq(jobs.key, attempts.jobKey))
      .where(and(isAnyOf(attempts.batch, numbers), isNotNull(attempts.attempt), readable(privateOf)))
      .orderBy(asc(attempts.id));
    const jobsOf = (batch: number) =>
      members.flatMap((one) => (one.batch === batch ? { key: one.key, attempt: one.attempt! } : []));
    return pageOf(
      rows,
      limit,
      ({ batch, root, epoch, tick, invocationId }) => ({
        ...{ batch, root, epoch, tick, invocationId: invocationId!, jobs: jobsOf(batch) },
      }),
      ({ batch }) => batch,
    );
  };
