import type { AttemptRecord, Listings } from "@qubix/market";
import { and, desc, eq, getTableColumns, inArray, isNotNull, lt } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { defined } from "../repositories/rows.ts";
import { attempts, jobs } from "../schema/index.ts";
import { pageOf, readable } from "./page.ts";

type Numbered = AttemptRecord & { attempt: number };

export const listAttempts =
  ({ db }: Session): Listings["attempts"] =>
  async ({ privateOf, provider, states, limit, after }) => {
    const rows = await db
      .select(getTableColumns(attempts))
      .from(attempts)
      .innerJoin(jobs, eq(jobs.key, attempts.jobKey))
      .where(
        and(
          readable(privateOf),
          isNotNull(attempts.attempt),
          provider === undefined ? undefined : eq(attempts.provider, provider),
          states === undefined ? undefined : inArray(attempts.state, [...states]),
          after === undefined ? undefined : lt(attempts.id, after),
        ),
      )
      .orderBy(desc(attempts.id))
      .limit(limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => defined(row) as Numbered,
      ({ id }) => id,
    );
  };
