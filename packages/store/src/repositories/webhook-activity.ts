import type { JobActivity, WebhookRepository } from "@qubix/market";
import { and, asc, eq, gt, gte, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { jobEvents, jobs, webhookMarks } from "../schema/index.ts";
import { addDeliveries } from "./webhook-deliveries.ts";

const FINISHED = ["settled", "cancelled", "expired", "failed"] as const;
/** For so long after its end a job may have log lines that were not told. */
const AFTER_END_MS = 600_000;

/** Log lines and progress for endpoints that ask for them: read from the jobs' feeds, as the account's leaves them out. */
export function webhookActivity(session: Session): Pick<WebhookRepository, "activity" | "collectActivity"> {
  const { db, clock } = session;
  return {
    activity(webhook, types, limit) {
      const mark = and(eq(webhookMarks.webhook, webhook.id), eq(webhookMarks.jobKey, jobs.key));
      const told = sql`coalesce(${webhookMarks.seq}, 0)`;
      return db
        .select({ jobKey: jobEvents.jobKey, seq: jobEvents.seq, time: jobEvents.time, body: jobEvents.body })
        .from(jobs)
        .leftJoin(webhookMarks, mark)
        .innerJoin(jobEvents, and(eq(jobEvents.jobKey, jobs.key), gt(jobEvents.seq, told)))
        .where(
          and(
            eq(jobs.requester, webhook.owner),
            webhook.jobs === undefined ? undefined : inArray(jobs.key, webhook.jobs),
            or(notInArray(jobs.state, [...FINISHED]), gt(jobs.updatedAt, clock.now() - AFTER_END_MS)),
            gt(jobs.lastEvent, told),
            // What happened before the endpoint was there is none of its news.
            or(gte(jobEvents.time, webhook.createdAt), sql`not ${isNull(webhookMarks.seq)}`),
            inArray(sql`${jobEvents.body} ->> 'type'`, [...types]),
          ),
        )
        .orderBy(asc(jobs.key), asc(jobEvents.seq))
        .limit(limit);
    },

    collectActivity: (webhook, told, deliveries) =>
      session.atomic(async (within) => {
        const updatedAt = clock.now();
        const last = new Map(told.map(({ jobKey, seq }: JobActivity) => [jobKey, seq]));
        const marks = [...last].map(([jobKey, seq]) => ({ webhook, jobKey, seq, updatedAt }));
        if (marks.length === 0) return;
        await within.db
          .insert(webhookMarks)
          .values(marks)
          .onConflictDoUpdate({
            target: [webhookMarks.webhook, webhookMarks.jobKey],
            set: { seq: sql`excluded.seq`, updatedAt },
          });
        await addDeliveries(within, webhook, deliveries);
      }),
  };
}
