import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { columnValues, list } from "./arrays.ts";
import type { Executor } from "./session.ts";

/**
 * Inserts many rows in one statement, whose text is the same for any number of them; members that no row has are left to their
 * defaults. @param rest what follows: `on conflict …`, `returning …` @returns the rows that `returning` gives, as the driver
 * reads them
 */
export async function insertRows(
  db: Executor,
  table: PgTable,
  rows: readonly object[],
  rest: SQL = sql``,
): Promise<Record<string, unknown>[]> {
  if (rows.length === 0) return [];
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const named = rows as readonly Record<string, unknown>[];
  const members = Object.keys(columns).filter((member) => named.some((row) => row[member] !== undefined));
  const names = members.map((member) => sql.identifier(columns[member]!.name));
  const values = members.map((member) => {
    const own = named.map((row) => row[member]);
    return isArray(columns[member]!) ? list(own.map(arrayText), "text") : columnValues(columns[member]!, own);
  });
  const selected = members.map((member, i) =>
    isArray(columns[member]!) ? sql`v.${names[i]}::${sql.raw(columns[member]!.getSQLType())}` : sql`v.${names[i]}`,
  );
  const result = await db.execute(sql`
    insert into ${table} (${sql.join(names, sql`, `)})
    select ${sql.join(selected, sql`, `)} from unnest(${sql.join(values, sql`, `)}) as v (${sql.join(names, sql`, `)})
    ${rest}`);
  return result.rows;
}

/** For `rest`: a row that is there already is replaced, unless its member `unlessNewer` is greater. */
export function orReplace(table: PgTable, key: string, unlessNewer: string): SQL {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const names = Object.values(columns).map(({ name }) => sql.identifier(name));
  const written = names.map((name) => sql`${name} = excluded.${name}`);
  const age = columns[unlessNewer]!;
  return sql`on conflict (${sql.identifier(columns[key]!.name)}) do update set ${sql.join(written, sql`, `)}
    where ${age} <= excluded.${sql.identifier(age.name)}`;
}

const isArray = (column: PgColumn) => column.getSQLType().endsWith("[]");

/** An array of numbers as PostgreSQL writes it: arrays of arrays would lose their borders. */
const arrayText = (value: unknown) => (Array.isArray(value) ? `{${value.map(Number).join(",")}}` : null);
