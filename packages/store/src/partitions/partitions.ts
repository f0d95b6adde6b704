import { sql } from "drizzle-orm";
import { assertOutside } from "../database/inside-transaction.ts";
import type { Session } from "../database/session.ts";
import { epochsOf, monthOf, type PartitionRange } from "./partition-range.ts";

/** What is kept at least. */
export interface PartitionRetention {
  /** Events of jobs, in milliseconds. */
  jobEventsMs: number;
  /** The contract's events, in epochs. */
  chainEpochs: number;
  /** Ticks and transactions of the network, in milliseconds. */
  chainIndexMs: number;
}

/** Partitions of the tables that grow without end. */
export interface Partitions {
  /**
   * Makes the partitions of now and of what comes next, and drops those in which everything is older than what is kept.
   * Safe to repeat, and for several processes at once. `epoch` is the chain's.
   * @returns names of partitions
   */
  maintain(epoch: number, retention: PartitionRetention): Promise<{ made: string[]; dropped: string[] }>;
}

/** Named as partitions are, so that names of one kind sort by age. */
const KINDS = {
  job_events: { column: "time", mark: "m" },
  chain_events: { column: "epoch", mark: "e" },
  chain_ticks: { column: "time", mark: "m" },
  chain_transactions: { column: "time", mark: "m" },
} as const;
type Table = keyof typeof KINDS;
const TABLES = Object.keys(KINDS) as Table[];

/** One process at a time; the number is ours alone. */
const LOCK = 20_250_732;

export function partitions(session: Session): Partitions {
  return {
    async maintain(epoch, { jobEventsMs, chainEpochs, chainIndexMs }) {
      assertOutside("partitions.maintain");
      const now = session.clock.now();
      const rangeOf = (table: Table, later: number) =>
        KINDS[table].mark === "e" ? epochsOf(table, epoch, later) : monthOf(table, now, later);
      const oldest: Record<Table, string> = {
        job_events: monthOf("job_events", now - jobEventsMs).name,
        chain_events: epochsOf("chain_events", Math.max(0, epoch - chainEpochs)).name,
        chain_ticks: monthOf("chain_ticks", now - chainIndexMs).name,
        chain_transactions: monthOf("chain_transactions", now - chainIndexMs).name,
      };
      const made: string[] = [];
      for (const later of [0, 1])
        for (const table of TABLES)
          made.push(...(await alone(session, (within) => make(within, table, rangeOf(table, later)))));
      const dropped: string[] = [];
      for (const table of TABLES)
        dropped.push(...(await alone(session, (within) => drop(within, table, oldest[table]))));
      return { made, dropped };
    },
  };
}

/** One process at a time, and one table in a transaction: writers take several, and would wait for this one, and it for them. */
function alone(session: Session, act: (within: Session) => Promise<string[]>): Promise<string[]> {
  return session.atomic(async (within) => {
    await within.db.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LOCK))})`);
    return act(within);
  });
}

/**
 * Rows that came before the partition move into it. A writer that has chosen the partition for the rest before this one is
 * there would fail, and its row would keep this one from being attached: so writers wait, and choose afterwards.
 * @returns its name, unless it was there
 */
async function make({ db }: Session, table: Table, { name, from, to }: PartitionRange): Promise<string[]> {
  const { rows } = await db.execute<{ there: string | null }>(sql`select to_regclass(${name})::text as there`);
  if (rows[0]?.there) return [];
  const { column } = KINDS[table];
  for (const statement of [
    lockOf(table),
    `create table "${name}" (like "${table}" including all)`,
    `with moved as (delete from "${table}_rest" where "${column}" >= ${from} and "${column}" < ${to} returning *) insert into "${name}" select * from moved`,
    `alter table "${table}" attach partition "${name}" for values from (${from}) to (${to})`,
  ])
    await db.execute(sql.raw(statement));
  return [name];
}

/** @returns names of the partitions that were older */
async function drop(within: Session, table: Table, oldest: string): Promise<string[]> {
  const old = (await partitionsOf(within, table)).filter((name) => name < oldest);
  const statements = old.map((name) => `drop table "${name}"`);
  for (const statement of old.length > 0 ? [lockOf(table), ...statements] : [])
    await within.db.execute(sql.raw(statement));
  return old;
}

/**
 * The strongest at once: who asks for more of a table that others read, too, may wait for them for ever. Everybody waits
 * behind who waits for it, behind a backup for hours: so it gives up after seconds, and is tried again.
 */
const lockOf = (table: Table) => `set local lock_timeout = '3s'; lock table "${table}" in access exclusive mode`;

async function partitionsOf({ db }: Session, table: Table): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = ${table}::regclass`,
  );
  return rows.map(({ name }) => name).filter((name) => name.startsWith(`${table}_${KINDS[table].mark}`));
}
