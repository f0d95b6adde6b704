import type { LogRepository } from "@qubix/market";
import { and, asc, eq, gt, max, or, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { jobs, logChunks } from "../schema/index.ts";
import { appendToFeed } from "./job-feed.ts";

/** Sealed pieces of log in PostgreSQL. */
export function logRepository(session: Session): LogRepository {
  const { db } = session;
  return {
    append: (jobKey, attempt, ephemeral, seq, chunks, limit) =>
      session.atomic(async (within) => {
        // The job's row lock makes two uploads of one attempt take turns.
        await within.db.select({ key: jobs.key }).from(jobs).where(eq(jobs.key, jobKey)).for("update");
        const [row] = await within.db
          .select({ last: max(logChunks.seq), size: sql<string | null>`sum(octet_length(${logChunks.chunk}))` })
          .from(logChunks)
          .where(and(eq(logChunks.jobKey, jobKey), eq(logChunks.attempt, attempt)));
        const next = (row?.last ?? -1) + 1;
        const fresh = seq > next ? [] : chunks.slice(next - seq);
        if (fresh.length === 0) return next;
        const size = fresh.reduce((sum, chunk) => sum + chunk.length, Number(row?.size ?? 0));
        if (size > limit) return "full";
        await within.db
          .insert(logChunks)
          .values(fresh.map((chunk, i) => ({ jobKey, attempt, ephemeral, seq: next + i, chunk })));
        await appendToFeed(within, jobKey, [{ type: "log", attempt, from: next, to: next + fresh.length - 1 }]);
        return next + fresh.length;
      }),

    read(jobKey, { attempt, after, limit }) {
      const later =
        after &&
        or(
          gt(logChunks.attempt, after.attempt),
          and(eq(logChunks.attempt, after.attempt), gt(logChunks.seq, after.seq)),
        );
      return db
        .select({
          attempt: logChunks.attempt,
          seq: logChunks.seq,
          ephemeral: logChunks.ephemeral,
          chunk: logChunks.chunk,
        })
        .from(logChunks)
        .where(
          and(eq(logChunks.jobKey, jobKey), attempt === undefined ? undefined : eq(logChunks.attempt, attempt), later),
        )
        .orderBy(asc(logChunks.attempt), asc(logChunks.seq))
        .limit(limit);
    },
  };
}
