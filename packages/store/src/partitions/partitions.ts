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
    maintain(epoch, { jobEventsMs, chainEpochs, chainIndexMs }) {
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
      return session.atomic(async (within) => {
        await within.db.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LOCK))})`);
        const made: string[] = [];
        for (const later of [0, 1])
          for (const table of TABLES)
            if (await make(within, table, rangeOf(table, later))) made.push(rangeOf(table, later).name);
        const dropped: string[] = [];
        for (const table of TABLES)
          for (const name of await partitionsOf(within, table))
            if (name < oldest[table]) {
              await within.db.execute(sql.raw(`drop table "${name}"`));
              dropped.push(name);
            }
        return { made, dropped };
      });
    },
  };
}

/** Rows that came before the partition move into it. @returns false when it was there */
async function make({ db }: Session, table: Table, { name, from, to }: PartitionRange): Promise<boolean> {
  const { rows } = await db.execute<{ there: string | null }>(sql`select to_regclass(${name})::text as there`);
  if (rows[0]?.there) return false;
  const { column } = KINDS[table];
  await db.execute(sql.raw(`create table "${name}" (like "${table}" including all)`));
  await db.execute(
    sql.raw(
      `with moved as (delete from "${table}_rest" where "${column}" >= ${from} and "${column}" < ${to} returning *) insert into "${name}" select * from moved`,
    ),
  );
  await db.execute(sql.raw(`alter table "${table}" attach partition "${name}" for values from (${from}) to (${to})`));
  return true;
}

async function partitionsOf({ db }: Session, table: Table): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = ${table}::regclass`,
  );
  return rows.map(({ name }) => name).filter((name) => name.startsWith(`${table}_${KINDS[table].mark}`));
}
