import type { Listings } from "@qubix/market";
import { and, asc, desc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { receiptTick } from "../schema/expressions.ts";
import { attempts, jobs } from "../schema/index.ts";
import { after, pageOf, readable } from "./page.ts";

export const listReceipts =
  ({ db }: Session): Listings["receipts"] =>
  async ({ privateOf, requester, provider, limit, after: last }) => {
    const tick = receiptTick(jobs.receipt);
    const ofProvider = () => db.select({ key: attempts.jobKey }).from(attempts).where(eq(attempts.provider, provider!));
    const rows = await db
      .select({ key: jobs.key, receipt: jobs.receipt })
      .from(jobs)
      .where(
        and(
          isNotNull(jobs.receipt),
          readable(privateOf),
          requester === undefined ? undefined : eq(jobs.requester, requester),
          provider === undefined ? undefined : inArray(jobs.key, ofProvider()),
          last === undefined ? undefined : after(tick, true, jobs.key, last),
        ),
      )
      .orderBy(desc(tick), asc(jobs.key))
      .limit(limit + 1);
    return pageOf(
      rows,
      limit,
      ({ receipt }) => receipt!,
      ({ key, receipt }): [number, string] => [receipt!.tick, key],
    );
  };
