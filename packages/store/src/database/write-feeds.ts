import { type SQL, sql } from "drizzle-orm";
import { list } from "./arrays.ts";
import type { FeedEvent, FeedNotice, FeedWrites } from "./feed-writes.ts";
import { isOfAccount } from "./feed-writes.ts";
import type { Executor } from "./session.ts";

/**
 * Writes what a transaction adds to feeds, as its last statement. The numbers within the accounts are given out here,
 * under their row locks, taken in the order of the identities. As nothing is locked after them, who holds one waits for
 * nobody but holders of later ones: they can't be part of a deadlock, and are held for no longer than a commit takes.
 */
export async function writeFeeds(db: Executor, { events, notices }: FeedWrites): Promise<void> {
  if (events.length === 0 && notices.length === 0) return;
  const counts = new Map<string, number>();
  const place = (identity: string) => {
    const n = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, n);
    return n;
  };
  const eventPlaces = events.map(({ requester, body }) =>
    isOfAccount({ body }) ? { identity: requester, n: place(requester) } : null,
  );
  const noticePlaces = notices.map(({ identity }) => ({ identity, n: place(identity) }));
  const identities = [...counts.keys()].sort();
  const behind = (at: Place | null) => at && counts.get(at.identity)! - at.n;
  await db.execute(sql`
    with feeds as (
      insert into account_feeds as f (identity, last)
      select * from unnest(${list(identities, "text")}, ${list(
        identities.map((identity) => counts.get(identity)),
        "bigint",
      )})
      on conflict (identity) do update set last = f.last + excluded.last
      returning id, identity, last
    )${notices.length === 0 ? sql`` : noticesInsert(notices, noticePlaces.map(behind))}
    ${eventsInsert(events, eventPlaces, eventPlaces.map(behind))}`);
}

/** An event's account, and which of this transaction's events of it it is, from 1. */
interface Place {
  identity: string;
  n: number;
}

function eventsInsert(events: readonly FeedEvent[], places: (Place | null)[], behind: (number | null)[]): SQL {
  const accounts = places.map((at) => at?.identity ?? null);
  return sql`
    insert into job_events (job_key, seq, time, body, account, account_seq)
    select e.key, e.seq, e.time, e.body, feeds.id, feeds.last - e.behind
    from unnest(
      ${list(
        events.map(({ jobKey }) => Buffer.from(jobKey, "hex")),
        "bytea",
      )},
      ${list(
        events.map(({ seq }) => seq),
        "bigint",
      )},
      ${list(
        events.map(({ time }) => new Date(time).toISOString()),
        "timestamptz",
      )},
      ${list(
        events.map(({ body }) => JSON.stringify(body)),
        "jsonb",
      )},
      ${list(accounts, "text")},
      ${list(behind, "bigint")}
    ) as e (key, seq, time, body, account, behind)
    left join feeds on feeds.identity = e.account`;
}

function noticesInsert(notices: readonly FeedNotice[], behind: (number | null)[]): SQL {
  return sql`, noticed as (
      insert into account_notices (account, seq, time, body)
      select feeds.id, feeds.last - n.behind, n.time, n.body
      from unnest(
        ${list(
          notices.map(({ identity }) => identity),
          "text",
        )},
        ${list(
          notices.map(({ time }) => new Date(time).toISOString()),
          "timestamptz",
        )},
        ${list(
          notices.map(({ body }) => JSON.stringify(body)),
          "jsonb",
        )},
        ${list(behind, "bigint")}
      ) as n (identity, time, body, behind)
      join feeds on feeds.identity = n.identity
    )`;
}
