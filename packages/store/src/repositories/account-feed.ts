import type { AccountFeed } from "@qubix/market";
import type { AccountEvent, AccountNotice } from "@qubix/protocol";
import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import type { Executor, Session } from "../database/session.ts";
import { accountFeeds, accountNotices, jobEvents } from "../schema/index.ts";

/** Feeds of accounts in PostgreSQL. */
export function accountFeed(session: Session): AccountFeed {
  const { db } = session;
  return {
    async events(identity, after, limit) {
      const [feed] = await db.select().from(accountFeeds).where(eq(accountFeeds.identity, identity));
      if (feed === undefined || feed.last <= after) return [];
      // Up to the number just read everything is committed, whichever table it is in.
      const range = { account: feed.id, after, last: feed.last, limit };
      const [ofJobs, notices] = await Promise.all([readJobEvents(db, range), readNotices(db, range)]);
      return [...ofJobs, ...notices].sort((a, b) => a.seq - b.seq).slice(0, limit);
    },

    async heads(identities) {
      if (identities.length === 0) return new Map();
      const rows = await db
        .select({ identity: accountFeeds.identity, last: accountFeeds.last })
        .from(accountFeeds)
        .where(inArray(accountFeeds.identity, [...identities]));
      return new Map(rows.map(({ identity, last }) => [identity, last]));
    },

    notify: (identity, body) => session.atomic(async (within) => addNotice(within, identity, body)),
  };
}

/** Adds to an account's feed what happened to the account itself; within a transaction. */
export function addNotice(session: Session, identity: string, body: AccountNotice): void {
  session.addToFeeds({ events: [], notices: [{ identity, time: session.clock.now(), body }] });
}

interface Range {
  account: number;
  /** Exclusive. */
  after: number;
  /** Inclusive. */
  last: number;
  limit: number;
}

async function readJobEvents(db: Executor, { account, after, last, limit }: Range): Promise<AccountEvent[]> {
  const { accountSeq: seq, time, jobKey: key, seq: jobSeq, body } = jobEvents;
  const rows = await db
    .select({ seq, time, key, jobSeq, body })
    .from(jobEvents)
    .where(and(eq(jobEvents.account, account), gt(seq, after), lte(seq, last)))
    .orderBy(asc(seq))
    .limit(limit);
  return rows.map((row) => ({ type: "job", ...row, seq: row.seq! }));
}

async function readNotices(db: Executor, { account, after, last, limit }: Range): Promise<AccountEvent[]> {
  const { seq, time, body } = accountNotices;
  const rows = await db
    .select({ seq, time, body })
    .from(accountNotices)
    .where(and(eq(accountNotices.account, account), gt(seq, after), lte(seq, last)))
    .orderBy(asc(seq))
    .limit(limit);
  return rows.map((row) => ({ type: "notice", ...row }));
}
